use std::path::PathBuf;
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use kube::config::{KubeConfigOptions, Kubeconfig};
use kube::{Client, Config};
use serde_json::{Value, json};
use tcpgen::cluster::{Clock, Cluster, ClusterOptions};
use tcpgen::resource::Object;
use tcpgen::source::Sources;
use tcpgen::{Options, compile};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::support::KubeApi;

/// kubectl's note of what it applied last.
pub const NOTE: &str = "kubectl.kubernetes.io/last-applied-configuration";

/// A namespace of its own in a cluster: a real one if there is one to test with, or else the tests' own API server.
pub struct Place {
    pub namespace: String,
    pub kubeconfig: PathBuf,
    kube: Option<KubeApi>,
    directory: TempDir,
    runtime: Runtime,
    client: Client,
}

/// Tells namespaces of one run apart.
static COUNT: AtomicU32 = AtomicU32::new(0);

impl Place {
    /// In whichever cluster there is.
    pub fn new() -> Self {
        match std::env::var_os("TCPGEN_TEST_KUBECONFIG") {
            Some(kubeconfig) => Self::build(None, Some(kubeconfig.into())),
            None => Self::own(),
        }
    }

    /// On the tests' API server, for what a real one cannot be asked for.
    pub fn own() -> Self {
        Self::build(Some(KubeApi::start()), None)
    }

    fn build(kube: Option<KubeApi>, kubeconfig: Option<PathBuf>) -> Self {
        let directory = TempDir::new().unwrap();
        let kubeconfig = kubeconfig.unwrap_or_else(|| {
            let path = directory.path().join("kubeconfig");
            std::fs::write(&path, kubeconfig_of(&kube.as_ref().unwrap().endpoint())).unwrap();
            path
        });
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let client = runtime.block_on(async {
            let read = Kubeconfig::read_from(&kubeconfig).expect("TCPGEN_TEST_KUBECONFIG names a kubeconfig");
            let config = Config::from_custom_kubeconfig(read, &KubeConfigOptions::default()).await.unwrap();
            Client::try_from(config).unwrap()
        });
        let namespace = format!("tcpgen-test-{}-{}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let place = Self { namespace, kubeconfig, kube, directory, runtime, client };
        let namespace = json!({ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": place.namespace } });
        place.patch("test", &format!("/api/v1/namespaces/{}", place.namespace), &namespace);
        place
    }

    /// The tests' API server.
    pub fn kube(&self) -> &KubeApi {
        self.kube.as_ref().expect("this is a real cluster")
    }

    pub fn options(&self) -> ClusterOptions {
        ClusterOptions {
            kubeconfig: Some(self.kubeconfig.clone()),
            namespace: Some(self.namespace.clone()),
            ..ClusterOptions::default()
        }
    }

    pub fn cluster(&self) -> Cluster {
        Cluster::connect(self.options()).unwrap().with_clock(Hasty::default())
    }

    /// The objects of a state in this namespace.
    pub fn objects(&self, text: &str) -> Vec<Object> {
        let text = format!("namespace = \"{}\"\n{text}", self.namespace);
        let compilation = compile(&Sources::single("a.toml", text), &Options::default());
        assert!(!compilation.has_errors(), "{:?}", compilation.diagnostics);
        compilation.resources.objects().to_vec()
    }

    /// The only object of such a state.
    pub fn object(&self, text: &str) -> Object {
        let [object] = &self.objects(text)[..] else { panic!("not one object: {text}") };
        object.clone()
    }

    /// What the API server has of this name.
    pub fn raw(&self, plural: &str, name: &str) -> Option<Value> {
        let request = http::Request::get(self.path(plural, name)).body(Vec::new()).unwrap();
        self.runtime.block_on(self.client.request(request)).ok()
    }

    /// Applies an object as another manager, who takes over what is in the way.
    pub fn apply_as(&self, manager: &str, plural: &str, object: &Value) {
        let name = object["metadata"]["name"].as_str().unwrap();
        self.patch(manager, &self.path(plural, name), object);
    }

    /// A Service of this place's namespace with one port, and an endpoint that is ready.
    pub fn service(&self, name: &str, port: u16) {
        self.service_in(&self.namespace, name, port);
    }

    /// The same, in another namespace.
    pub fn service_in(&self, namespace: &str, name: &str, port: u16) {
        let metadata = json!({ "name": name, "namespace": namespace });
        let spec = json!({ "ports": [{ "port": port, "protocol": "TCP" }] });
        let service = json!({ "apiVersion": "v1", "kind": "Service", "metadata": metadata, "spec": spec });
        self.patch("test", &format!("/api/v1/namespaces/{namespace}/services/{name}"), &service);
        let labels = json!({ "kubernetes.io/service-name": name });
        let slice = json!({
            "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": "IPv4",
            "metadata": { "name": format!("{name}-x1"), "namespace": namespace, "labels": labels },
            "ports": [{ "name": "", "port": port, "protocol": "TCP" }],
            "endpoints": [{ "addresses": ["10.1.2.3"], "conditions": { "ready": true } }],
        });
        let path = format!("/apis/discovery.k8s.io/v1/namespaces/{namespace}/endpointslices/{name}-x1");
        self.patch("test", &path, &slice);
    }

    /// `kubectl apply` makes an object, without `--server-side`.
    pub fn client_side_apply(&self, plural: &str, object: &Value) {
        let mut noted = object.clone();
        noted["metadata"]["annotations"][NOTE] = json!(object.to_string());
        self.post("kubectl-client-side-apply", self.path(plural, "").trim_end_matches('/'), &noted);
    }

    /// Somebody merges this into an object.
    pub fn merge(&self, manager: &str, plural: &str, patch: &Value) {
        let place = self.path(plural, patch["metadata"]["name"].as_str().unwrap());
        let request = http::Request::patch(format!("{place}?fieldManager={manager}"))
            .header("content-type", "application/merge-patch+json")
            .body(patch.to_string().into_bytes())
            .unwrap();
        self.runtime.block_on(self.client.request::<Value>(request)).unwrap();
    }

    /// Somebody makes an object.
    pub fn post(&self, manager: &str, path: &str, object: &Value) {
        let request = http::Request::post(format!("{path}?fieldManager={manager}"))
            .header("content-type", "application/json")
            .body(object.to_string().into_bytes())
            .unwrap();
        self.runtime.block_on(self.client.request::<Value>(request)).unwrap();
    }

    /// A file that ends with the test.
    pub fn file(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    fn path(&self, plural: &str, name: &str) -> String {
        format!("/apis/traefik.io/v1alpha1/namespaces/{}/{plural}/{name}", self.namespace)
    }

    fn patch(&self, manager: &str, path: &str, object: &Value) {
        let request = http::Request::patch(format!("{path}?fieldManager={manager}&force=true"))
            .header("content-type", "application/apply-patch+yaml")
            .body(object.to_string().into_bytes())
            .unwrap();
        self.runtime.block_on(self.client.request::<Value>(request)).unwrap();
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if self.kube.is_none() {
            let path = format!("/api/v1/namespaces/{}", self.namespace);
            let request = http::Request::delete(path).body(Vec::new()).unwrap();
            let _ = self.runtime.block_on(self.client.request::<Value>(request));
        }
    }
}

/// A kubeconfig with one cluster.
pub fn kubeconfig_of(endpoint: &str) -> String {
    kubeconfig_with(json!({ "server": endpoint }), json!({ "token": "tester" }))
}

/// A kubeconfig whose cluster and user have these fields.
pub fn kubeconfig_with(cluster: Value, user: Value) -> String {
    json!({
        "apiVersion": "v1", "kind": "Config", "current-context": "test",
        "clusters": [{ "name": "test", "cluster": cluster }],
        "users": [{ "name": "test", "user": user }],
        "contexts": [{ "name": "test", "context": { "cluster": "test", "user": "test" } }],
    })
    .to_string()
}

/// A clock that does not wait, and remembers how long it should have.
#[derive(Clone, Debug, Default)]
pub struct Hasty(pub Arc<Mutex<Vec<Duration>>>);

impl Clock for Hasty {
    fn sleep(&self, time: Duration) {
        self.0.lock().unwrap().push(time);
    }

    fn chance(&self) -> u8 {
        255
    }
}
