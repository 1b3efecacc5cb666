import base64, hashlib, hmac, http.server, sys

SECRET = sys.argv[1].encode()

class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        expected = base64.b64encode(hmac.new(SECRET, body, hashlib.sha256).digest()).decode()
        good = hmac.compare_digest(expected, self.headers.get("X-SuperOffice-Signature", ""))
        print(self.headers["X-SuperOffice-Event"], "verified" if good else "refused", flush=True)
        self.send_response(200 if good else 401)
        self.end_headers()

    def log_message(self, *arguments):
        pass

server = http.server.HTTPServer(("127.0.0.1", 0), Receiver)
print(server.server_port, flush=True)
server.serve_forever()
