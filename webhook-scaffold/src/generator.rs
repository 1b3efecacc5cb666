//! The steps of a generation, in order: read, correct, plan, render, write.

use std::path::{Path, PathBuf};

use crate::correct;
use crate::error::Error;
use crate::facts::Api;
use crate::plan::{self, Plan};
use crate::read;
use crate::render::{self, Style};
use crate::suggest::closest;
use crate::summary::Summary;
use crate::write;

/// Generates a crate, or a module for `include!`.
///
/// ```no_run
/// use webhook_scaffold::Generator;
///
/// let summary = Generator::new()
///     .from("openapi")
///     .agents(["Contact", "Sale"])
///     .write_crate("superoffice")?;
/// println!("{summary}");
/// # Ok::<(), webhook_scaffold::Error>(())
/// ```
///
/// In a build script, a module instead of a crate:
///
/// ```no_run
/// // build.rs
/// let out = std::env::var("OUT_DIR").expect("cargo sets it");
/// webhook_scaffold::Generator::new()
///     .from("openapi/Swagger-v1-ContactAgent.json")
///     .agents(["Contact"])
///     .write_to(out)?;
/// println!("cargo::rerun-if-changed=openapi");
/// # Ok::<(), webhook_scaffold::Error>(())
/// ```
///
/// and in the library, which depends on `webhook-model` and `serde_json`:
///
/// ```ignore
/// mod superoffice {
///     include!(concat!(env!("OUT_DIR"), "/superoffice.rs"));
/// }
/// use superoffice::entities::ContactEntity;
/// ```
#[derive(Debug, Clone)]
pub struct Generator {
    from: Vec<PathBuf>,
    agents: Vec<String>,
    name: String,
    docs: bool,
    corrections: Option<PathBuf>,
    workspace: Option<PathBuf>,
}

impl Default for Generator {
    fn default() -> Self {
        Self::new()
    }
}

impl Generator {
    /// A generator of all agents, with docs, named `superoffice`.
    #[must_use]
    pub fn new() -> Self {
        Self {
            from: Vec::new(),
            agents: Vec::new(),
            name: "superoffice".to_owned(),
            docs: true,
            corrections: None,
            workspace: None,
        }
    }

    /// Adds a description, or a folder of them (`*.json`).
    #[must_use]
    pub fn from(mut self, path: impl Into<PathBuf>) -> Self {
        self.from.push(path.into());
        self
    }

    /// Generates only these agents, named in any case; all by default.
    #[must_use]
    pub fn agents<A: Into<String>>(mut self, agents: impl IntoIterator<Item = A>) -> Self {
        let agents = agents.into_iter().map(Into::into);
        let agents = agents.map(|agent: String| agent.trim().to_owned());
        self.agents.extend(agents);
        self
    }

    /// Sets the name of the crate or module; `superoffice` by default.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Sets whether doc comments are written from the descriptions; they are by default.
    #[must_use]
    pub fn docs(mut self, docs: bool) -> Self {
        self.docs = docs;
        self
    }

    /// Sets a file of corrections, which take precedence over the built-in ones.
    #[must_use]
    pub fn corrections(mut self, file: impl Into<PathBuf>) -> Self {
        self.corrections = Some(file.into());
        self
    }

    /// Depends on the crates of a checkout by path instead of on published versions.
    #[must_use]
    pub fn workspace(mut self, folder: impl Into<PathBuf>) -> Self {
        self.workspace = Some(folder.into());
        self
    }

    /// Generates without writing anything, for the summary.
    ///
    /// # Errors
    /// Descriptions or corrections that cannot be read or that contradict each other.
    pub fn generate(&self) -> Result<Summary, Error> {
        let (api, plan) = self.plan()?;
        Ok(Summary::of(&api, &plan))
    }

    /// Writes a module for `include!`: `{name}.rs` in a folder, such as a build script's
    /// `OUT_DIR`.
    ///
    /// # Errors
    /// As [`generate`](Self::generate), or a folder that cannot be written.
    pub fn write_to(&self, folder: impl AsRef<Path>) -> Result<Summary, Error> {
        let (api, plan) = self.plan()?;
        let text = render::module_file(&api, &plan, &self.style(false)?)?;
        let folder = folder.as_ref();
        let file = format!("{}.rs", self.name.replace('-', "_"));
        let (place, beside) = (folder.join(&file), folder.join(format!("{file}.new")));
        let failed = |error| Error::of_file(&place, format!("cannot be written: {error}"));
        std::fs::create_dir_all(folder).map_err(failed)?;
        std::fs::write(&beside, text).map_err(failed)?;
        std::fs::rename(&beside, &place).map_err(failed)?;
        Ok(Summary::of(&api, &plan))
    }

    /// Writes a crate into a folder that is new, empty, or was written by an earlier run. Files that
    /// were not generated are kept; a module `src/ext.rs` is declared in `lib.rs`.
    ///
    /// # Errors
    /// As [`generate`](Self::generate), a folder that cannot be written, or one with files that were not
    /// generated. Nothing is changed then.
    pub fn write_crate(&self, folder: impl AsRef<Path>) -> Result<Summary, Error> {
        let folder = folder.as_ref();
        let (api, plan) = self.plan()?;
        let files = render::crate_files(&api, &plan, &self.style(has_ext(folder))?)?;
        write::write(folder, &files)?;
        Ok(Summary::of(&api, &plan))
    }

    /// The files that [`write_crate`](Self::write_crate) would change, one line each; none if the folder
    /// is up to date.
    ///
    /// # Errors
    /// As [`write_crate`](Self::write_crate).
    pub fn check(&self, folder: impl AsRef<Path>) -> Result<Vec<String>, Error> {
        let folder = folder.as_ref();
        let (api, plan) = self.plan()?;
        let files = render::crate_files(&api, &plan, &self.style(has_ext(folder))?)?;
        write::differences(folder, &files)
    }

    fn style(&self, has_ext: bool) -> Result<Style, Error> {
        let corrections = match &self.corrections {
            Some(path) => Some((path.clone(), read::sha256_of(path)?)),
            None => None,
        };
        check_name(&self.name)?;
        Ok(Style {
            name: self.name.clone(),
            docs: self.docs,
            workspace: self.workspace.clone(),
            corrections,
            has_ext,
        })
    }

    fn plan(&self) -> Result<(Api, Plan), Error> {
        if self.from.is_empty() {
            return Err(Error::new(
                "no descriptions; add a file or a folder with `--from`",
            ));
        }
        let mut api = read::read(&self.from)?;
        choose(&mut api, &self.agents)?;
        let table = correct::table(self.corrections.as_deref())?;
        correct::correct(&mut api, &table)?;
        let plan = plan::plan(&api);
        Ok((api, plan))
    }
}

/// Whether cargo takes a name for a crate with the dependencies of the output.
fn check_name(name: &str) -> Result<(), Error> {
    const TAKEN: [&str; 13] = [
        "alloc",
        "core",
        "crate",
        "proc_macro",
        "rust_decimal",
        "self",
        "serde_json",
        "std",
        "super",
        "test",
        "tokio",
        "webhook_agent",
        "webhook_model",
    ];
    let is_valid = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    let starts = name.starts_with(|first: char| first.is_ascii_alphabetic());
    if !starts || !name.chars().all(is_valid) {
        return Err(Error::new(format!(
            "`{name}` is not a valid name of a crate: expected letters, digits, `-` and `_`, beginning with a letter"
        )));
    }
    let module = name.replace('-', "_");
    if TAKEN.contains(&module.as_str()) || plan::is_keyword(&module) {
        return Err(Error::new(format!(
            "`{name}` cannot be the name of the crate: it is a keyword or the name of another crate; choose another one with `--name`"
        )));
    }
    Ok(())
}

fn has_ext(folder: &Path) -> bool {
    folder.join("src/ext.rs").is_file() || folder.join("src/ext/mod.rs").is_file()
}

/// Keeps the chosen agents and the definitions that they need.
fn choose(api: &mut Api, chosen: &[String]) -> Result<(), Error> {
    if chosen.is_empty() {
        return Ok(());
    }
    for name in chosen {
        if !api
            .agents
            .keys()
            .any(|known| known.eq_ignore_ascii_case(name))
        {
            let known = || api.agents.keys().map(String::as_str);
            let meant = closest(name, known()).map(|meant| format!("did you mean `{meant}`?"));
            let hint = meant.unwrap_or_else(|| {
                let names: Vec<&str> = known().collect();
                format!("expected one of `{}`", names.join("`, `"))
            });
            return Err(Error::new(format!("unknown agent `{name}`; {hint}")));
        }
    }
    let is_chosen = |name: &str| {
        chosen
            .iter()
            .any(|chosen| chosen.eq_ignore_ascii_case(name))
    };
    // A definition without a reference is kept if all agents of its file are chosen.
    let sources = |api: &Api, of: bool| -> std::collections::BTreeSet<usize> {
        let agents = api.agents.iter().filter(|(name, _)| is_chosen(name) == of);
        agents
            .flat_map(|(_, agent)| agent.sources.iter().copied())
            .collect()
    };
    let (ours, others) = (sources(api, true), sources(api, false));
    api.agents.retain(|name, _| is_chosen(name));
    let reached = plan::of_agents(api, api.agents.values());
    api.definitions.retain(|full, definition| {
        let of_ours = definition
            .sources
            .iter()
            .any(|source| ours.contains(source) && !others.contains(source));
        reached.contains(full) || of_ours
    });
    for definition in api.definitions.values_mut() {
        if !definition.sources.is_disjoint(&ours) {
            definition.sources.retain(|source| ours.contains(source));
        }
    }
    Ok(())
}
