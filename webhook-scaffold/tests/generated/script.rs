fn main() -> Result<(), Box<dyn std::error::Error>> {
    webhook_scaffold::Generator::new()
        .from("openapi/Swagger-v1-ContactAgent.json")
        .agents(["Contact"])
        .write_to(std::env::var("OUT_DIR")?)?;
    println!("cargo::rerun-if-changed=openapi/Swagger-v1-ContactAgent.json");
    Ok(())
}
