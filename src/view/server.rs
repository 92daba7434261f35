//! The server: a socket, one thread that speaks HTTP, a few that ask the database.

use std::future::Future;
use std::io;
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use axum::response::Response;
use tokio::task::spawn_blocking;

use super::answer::{Answer, answer, failed};
use super::failure::Failure;
use super::guard::{Guard, add_headers};

/// How many threads ask the database: enough for the few browsers of one user.
const THREADS: usize = 4;

/// How long the end waits for answers that are being made.
const FAREWELL: Duration = Duration::from_secs(2);

/// Why there is no server.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Something else listens there.
    #[error("{0} is in use; choose another port with --port, or any free one with --port 0")]
    InUse(SocketAddr),
    /// The host has no address.
    #[error("“{0}” is no address of this machine")]
    NoHost(String),
    /// The system refuses.
    #[error("cannot serve on {0}: {1}")]
    Refused(String, io::Error),
}

/// A server that has its port but does not answer yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    served: Arc<Served>,
}

/// What every answer is made from.
#[derive(Debug)]
struct Served {
    database: PathBuf,
    patience: Duration,
    guard: Guard,
}

impl Server {
    /// Takes the port (0: any that is free) of the host. Answers will be made from `database`, each within `patience`.
    pub fn bind(host: &str, port: u16, database: PathBuf, patience: Duration) -> Result<Server, ServeError> {
        let refused = |e| ServeError::Refused(format!("{host}:{port}"), e);
        let plain = host.trim_matches(['[', ']']);
        let mut addresses = (plain, port).to_socket_addrs().map_err(|_| ServeError::NoHost(host.into()))?;
        let address = addresses.next().ok_or_else(|| ServeError::NoHost(host.into()))?;
        let listener = TcpListener::bind(address).map_err(|e| match e.kind() {
            io::ErrorKind::AddrInUse => ServeError::InUse(address),
            io::ErrorKind::AddrNotAvailable => ServeError::NoHost(host.into()),
            _ => refused(e),
        })?;
        listener.set_nonblocking(true).map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        let guard = Guard::new(host, address.ip());
        Ok(Server { listener, address, served: Arc::new(Served { database, patience, guard }) })
    }

    /// Where its pages begin.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Whether only this machine can reach it.
    pub fn is_local(&self) -> bool {
        self.address.ip().is_loopback()
    }

    /// Answers until `stop`.
    pub fn run(self, stop: impl Future<Output = ()> + Send + 'static) -> Result<(), ServeError> {
        let refused = |e| ServeError::Refused(self.address.to_string(), e);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .max_blocking_threads(THREADS)
            .build()
            .map_err(refused)?;
        let served = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            axum::serve(listener, router(self.served)).with_graceful_shutdown(stop).await
        });
        runtime.shutdown_timeout(FAREWELL);
        served.map_err(refused)
    }
}

fn router(served: Arc<Served>) -> Router {
    Router::new().fallback(handle).with_state(served)
}

async fn handle(State(served): State<Arc<Served>>, request: Request) -> Response {
    let made = match served.guard.check(request.method(), request.headers()) {
        Err(refused) => Err(refused),
        Ok(()) => {
            let (served, uri) = (served.clone(), request.uri().clone());
            let make = move || {
                answer(&served.database, served.patience, uri.path(), uri.query().unwrap_or_default())
            };
            spawn_blocking(make).await.unwrap_or_else(|e| Err(Failure::Defect(e.to_string())))
        }
    };
    let failure = made.as_ref().err();
    let status = failure.map(Failure::status).unwrap_or_default();
    let Answer { text, media, file_name } = match &made {
        Ok(answer) => answer.clone(),
        Err(failure) => failed(failure),
    };
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    add_headers(failure, headers);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media));
    let named = file_name.map(|name| HeaderValue::try_from(format!("inline; filename=\"{name}\"")));
    if let Some(Ok(named)) = named {
        headers.insert(CONTENT_DISPOSITION, named);
    }
    response
}
