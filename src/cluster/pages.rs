//! Lists, page by page.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::request::{Request, Resource};
use super::{Cluster, ClusterError};

/// Objects of one page.
const LIMIT: &str = "500";

#[derive(Deserialize)]
struct Page<T> {
    items: Vec<T>,
    #[serde(default)]
    metadata: Metadata,
}

#[derive(Default, Deserialize)]
struct Metadata {
    #[serde(default, rename = "continue")]
    next: String,
}

impl Cluster {
    /// The objects of a kind with these labels, in the server's order: by namespace and name. A list that expires between two
    /// pages is read again in one.
    pub(super) fn list_all<T: DeserializeOwned>(
        &self,
        of: Resource,
        labels: &str,
        namespace: Option<&str>,
    ) -> Result<Vec<T>, ClusterError> {
        match self.pages(of, labels, namespace, LIMIT) {
            Err(ClusterError::Expired { .. }) => self.pages(of, labels, namespace, ""),
            listed => listed,
        }
    }

    fn pages<T: DeserializeOwned>(
        &self,
        of: Resource,
        labels: &str,
        namespace: Option<&str>,
        limit: &str,
    ) -> Result<Vec<T>, ClusterError> {
        let (mut all, mut next) = (Vec::new(), String::new());
        loop {
            let mut request = Request::all(of, namespace.map(str::to_owned));
            let asked = [("limit", limit), ("labelSelector", labels), ("continue", &next)];
            for (key, value) in asked.into_iter().filter(|(_, value)| !value.is_empty()) {
                request = request.query(key, value);
            }
            let Some(mut page) = self.client.ask_for::<Page<T>>(&request)? else { return Ok(all) };
            all.append(&mut page.items);
            next = page.metadata.next;
            if next.is_empty() {
                return Ok(all);
            }
        }
    }
}
