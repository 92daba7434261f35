//! The pages of `newsgraph serve`, asked over HTTP from a server in this process, over hand-made claims.
#![allow(clippy::unwrap_used)]

#[allow(dead_code)]
#[path = "store/builder.rs"]
mod builder;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::LazyLock;
use std::time::Duration;

use builder::Doc;
use newsgraph::model::Status;
use newsgraph::query::{self, Filter, Scope};
use newsgraph::store::Store;
use newsgraph::view::Server;
use serde_json::Value;

/// A name as a hostile page may give it.
const HOSTILE: &str = "</script><img src=x onerror=alert(1)> \"Bob\" O'Hara & \u{202e}evil";

/// A server over a database that lives as long as the tests.
struct Site {
    folder: tempfile::TempDir,
    address: String,
}

/// What a server answered.
struct Reply {
    status: u16,
    head: String,
    body: String,
}

static SITE: LazyLock<Site> = LazyLock::new(|| Site::new(&articles(), Duration::from_secs(10)));

/// Two articles of two sources.
fn articles() -> [Doc; 2] {
    let mut first = Doc::new("a1").source("The Daily").published("2023-02-22");
    first.article.title = Some(format!("{HOSTILE} in town"));
    first.article.url = Some("javascript:alert(1)".into());
    first.claim("Ada Lovelace", "met", HOSTILE).on("2023-02-21").at("@Lund");
    first.claim("Ada Lovelace", "met", HOSTILE).on("2023-02-21").at("@Lund");
    first.claim("Ada Lovelace", "visited", "@Paris").on("2023-03");
    first.claim("Ada Lovelace", "visited", "@Paris").on("2023-05");
    first.claim("Ada Lovelace", "met", "Carl Larsson").on("2024-01-05").status(Status::Planned);
    let mut second = Doc::new("a2").source("The Weekly").published("2023-02-23");
    second.claim("Ada Lovelace", "met", HOSTILE).on("2023-02-21").at("@Lund");
    second.claim("Carl Larsson", "told", "Ada Lovelace").says("Carl Larsson");
    second.claim("Carl Larsson", "met", "Dora Maar").on("2023-02-21");
    [first, second]
}

impl Site {
    fn new(articles: &[Doc], patience: Duration) -> Site {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("news.db");
        let mut store = Store::open_or_create(&path).unwrap();
        articles.iter().for_each(|doc| {
            doc.put(&mut store);
        });
        let server = Server::bind("127.0.0.1", 0, path, patience).unwrap();
        let address = server.url().trim_start_matches("http://").trim_end_matches('/').to_owned();
        std::thread::spawn(|| server.run(std::future::pending()).unwrap());
        Site { folder, address }
    }

    fn ask(&self, request: &str) -> Reply {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Reply { status, head: head.to_owned(), body: body.to_owned() }
    }

    fn request(&self, method: &str, host: &str, path: &str) -> Reply {
        self.ask(&format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
    }

    fn get(&self, path: &str) -> Reply {
        self.request("GET", &self.address, path)
    }

    fn found(&self, path: &str) -> String {
        let reply = self.get(path);
        assert_eq!(reply.status, 200, "{path}: {}", reply.body);
        reply.body
    }

    fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.found(path)).unwrap()
    }

    fn store(&self) -> Store {
        Store::open(&self.folder.path().join("news.db")).unwrap()
    }

    fn id(&self, name: &str) -> String {
        query::entity(&self.store(), name).unwrap().id
    }

    /// Every page that there is, by its address.
    fn pages(&self) -> Vec<String> {
        let (ada, carl) = (self.id("Ada Lovelace"), self.id("Carl Larsson"));
        let store = self.store();
        let events = query::list(&store, Scope::Of(&ada), &Filter::default()).unwrap();
        let articles = query::documents(&store).unwrap();
        let mut pages: Vec<_> = ["/home", "/events", "/events?status=all"].map(str::to_owned).into();
        pages.push("/search?q=Ada".into());
        pages.push("/search?q=%3C/script%3E%3Cimg+src%3Dx%3E".into());
        pages.push(format!("/path?from={ada}&to={}", self.id("Dora Maar")));
        pages.push("/path?from=Ada&to=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E".into());
        pages.push(format!("/path?from={ada}&to={carl}&via=%3Cimg+src%3Dx%3E&avoid=%3Cimg+src%3Dx%3E"));
        pages.push(format!("/graph/{ada}"));
        pages.push(format!("/graph/{ada}?status=all&nodes=1&expand={carl}"));
        pages.push(format!("/entity/{ada}"));
        pages.push(format!("/entity/{}", self.id(HOSTILE)));
        pages.push(format!("/between/{ada}/{}", self.id(HOSTILE)));
        pages.push(format!("/between/{ada}/{carl}"));
        pages.extend(events.iter().map(|event| format!("/event/{}", event.id)));
        pages.extend(articles.iter().map(|article| format!("/article/{}", article.id)));
        pages
    }
}

/// The address of a page's twin.
fn twin(page: &str, ending: &str) -> String {
    match page.split_once('?') {
        Some((path, query)) => format!("{path}{ending}?{query}"),
        None => format!("{page}{ending}"),
    }
}

#[test]
fn every_page_and_twin_is_there_with_its_type_and_its_headers() {
    for page in SITE.pages() {
        for (ending, media) in [
            ("", "text/html; charset=utf-8"),
            (".json", "application/json"),
            (".csv", "text/csv; charset=utf-8"),
            (".dot", "text/vnd.graphviz; charset=utf-8"),
        ] {
            let reply = SITE.get(&twin(&page, ending));
            assert_eq!(reply.status, 200, "{page}{ending}: {}", reply.body);
            assert!(reply.head.contains(&format!("content-type: {media}")), "{}", reply.head);
            assert!(reply.head.contains(
                "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'"
            ));
            assert!(!reply.head.contains("unsafe"), "{}", reply.head);
            assert!(reply.head.contains("x-content-type-options: nosniff"));
        }
    }
}

#[test]
fn nothing_hostile_becomes_a_tag_and_nothing_stands_inline() {
    for page in SITE.pages() {
        let body = SITE.found(&page);
        assert!(!body.contains("<img") && !body.contains("</script><img"), "{page}");
        assert!(!body.contains('\u{202e}'), "{page}");
        assert!(!body.contains("href=\"javascript:"), "{page}");
        for inline in [" style=\"", " onclick=", " onload=", "<style", "<script>"] {
            assert!(!body.contains(inline), "{page}: {inline}");
        }
    }
    assert!(SITE.found("/events").contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"));
}

#[test]
fn a_query_is_escaped_where_it_is_shown() {
    let body = SITE.found("/events?place=%22%3E%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&q=%3Cimg%3E");
    assert!(!body.contains("<img"), "{body}");
    assert!(body.contains("&quot;&gt;&lt;img"));
}

#[test]
fn only_this_servers_own_names_are_answered() {
    for host in ["127.0.0.1", "localhost:1", "[::1]:99"] {
        assert_eq!(SITE.request("GET", host, "/").status, 200, "{host}");
    }
    for host in ["evil.example", "127.0.0.1.evil.example", "192.168.0.7", ""] {
        let reply = SITE.request("GET", host, "/");
        assert_eq!(reply.status, 421, "{host}");
        assert!(!reply.body.contains("Ada"), "{host}");
    }
    let two = "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    assert_eq!(SITE.ask(two).status, 400);
    assert_eq!(SITE.ask("GET / HTTP/1.0\r\n\r\n").status, 400);
}

#[test]
fn pages_can_only_be_read() {
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        let reply = SITE.request(method, "localhost", "/");
        assert_eq!(reply.status, 405, "{method}");
        assert!(reply.head.contains("allow: GET, HEAD"));
    }
    let head = SITE.request("HEAD", "localhost", "/events");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
}

#[test]
fn what_is_not_there_or_makes_no_sense_is_told_plainly() {
    let cases = [
        ("/nothing", 404, "nothing is at /nothing"),
        ("/entity/Q999999", 404, "no entity has the id Q999999"),
        ("/event/e-0000000000000000", 404, "no event or claim"),
        ("/article/d-00", 404, "no article"),
        ("/entity/..%2f..%2fetc%2fpasswd", 404, "nothing is at"),
        ("/assets/../Cargo.toml", 404, "nothing is at"),
        ("/assets/none.js", 404, "nothing is at"),
        ("/events?since=yesterday", 400, "since: “yesterday” is not a date"),
        ("/events?relation=kissed", 400, "“kissed” is no relation"),
        ("/events?status=maybe", 400, "“maybe” is not actual"),
        ("/events?min-confidence=7", 400, "expected a number from 0 to 1"),
        ("/events?limit=0", 400, "expected a number from 1 to 5000"),
        ("/graph/Q999999", 404, "no entity has the id Q999999"),
        ("/path?from=Ada&to=Dora&max-hops=99", 400, "expected a number from 1 to 8"),
    ];
    for (path, status, words) in cases {
        let reply = SITE.get(path);
        assert_eq!(reply.status, status, "{path}");
        assert!(reply.body.contains(words), "{path}: {}", reply.body);
        assert!(reply.head.contains("content-security-policy"), "{path}");
    }
}

#[test]
fn twins_say_what_the_library_says_under_the_same_filter() {
    let ada = SITE.id("Ada Lovelace");
    let store = SITE.store();
    let planned = Filter { status: vec![Status::Planned], ..Filter::default() };
    for (query, filter) in [("", Filter::default()), ("?status=planned", planned)] {
        let events = query::events(&store, Some(&ada), &filter).unwrap();
        assert!(!events.is_empty());
        let shown = SITE.json(&format!("/entity/{ada}.json{query}"));
        assert_eq!(shown["events"], serde_json::to_value(&events).unwrap());
        assert_eq!(shown["total"], events.len());
        assert_eq!(shown["name"], "Ada Lovelace");
        let csv = SITE.found(&format!("/entity/{ada}.csv{query}"));
        assert_eq!(csv.lines().count(), events.len() + 1, "{csv}");
        let page = SITE.found(&format!("/entity/{ada}{query}"));
        for event in &events {
            assert!(page.contains(&event.id) && csv.contains(&event.id));
            let told = format!(">{}</span>", event.relation);
            assert!(
                page.contains(&told) && page.contains(event.when.as_ref().map_or("undated", |w| &w.edtf))
            );
        }
    }
    let event = &query::events(&store, Some(&ada), &Filter::default()).unwrap()[0];
    let why = serde_json::to_value(query::why(&store, &event.id).unwrap().unwrap()).unwrap();
    let shown = SITE.json(&format!("/event/{}.json", event.id));
    assert_eq!((&shown["event"], &shown["claims"]), (&why["event"], &why["claims"]));
}

#[test]
fn a_limit_holds_for_the_page_and_for_what_is_taken_away() {
    let all = SITE.json("/events.json");
    let one = SITE.json("/events.json?limit=1");
    assert_eq!(one["events"].as_array().unwrap().len(), 1);
    assert_eq!(one["total"], all["total"]);
    assert_eq!(SITE.found("/events.csv?limit=1").lines().count(), 2);
    assert!(SITE.found("/events?limit=1").contains("the first 1"));
}

#[test]
fn a_facet_counts_what_choosing_it_leaves() {
    let facets = &SITE.json("/events.json")["facets"];
    let mut checked = 0;
    let mut check = |query: String, count: &Value| {
        assert_eq!(&SITE.json(&format!("/events.json?{query}"))["total"], count, "{query}");
        checked += 1;
    };
    for (facet, name) in [("relations", "relation"), ("statuses", "status")] {
        for value in facets[facet].as_array().unwrap() {
            check(format!("{name}={}", value["name"].as_str().unwrap()), &value["count"]);
        }
    }
    for value in facets["sources"].as_array().unwrap() {
        check(format!("source={}", value["name"].as_str().unwrap().replace(' ', "+")), &value["count"]);
    }
    for value in facets["places"].as_array().unwrap() {
        check(format!("place={}", value["id"].as_str().unwrap()), &value["count"]);
    }
    check("on=2023".into(), &Value::from(4));
    check("min-confidence=0.5".into(), &facets["confidences"][0]);
    assert!(checked > 8, "{facets}");
    // The counts of a facet are made without the filter on it, those of the others with it.
    for (filter, facet) in [
        ("relation=met", "relations"),
        ("status=planned", "statuses"),
        ("source=The+Daily", "sources"),
        ("on=2024", "times"),
    ] {
        let filtered = &SITE.json(&format!("/events.json?{filter}"))["facets"];
        assert_eq!(filtered[facet], facets[facet], "{filter}");
        assert_ne!(filtered, facets, "{filter}");
    }
    assert!(SITE.found("/events").contains(">2023<"));
}

#[test]
fn a_graph_has_the_strongest_neighbours_what_joins_them_and_those_of_whom_is_expanded() {
    let (ada, carl, dora) = (SITE.id("Ada Lovelace"), SITE.id("Carl Larsson"), SITE.id("Dora Maar"));
    let ids = |graph: &Value| -> Vec<String> {
        let nodes = graph["nodes"].as_array().unwrap().iter();
        nodes.map(|node| node["id"].as_str().unwrap().to_owned()).collect()
    };
    let store = SITE.store();
    let neighbors = query::neighbors(&store, &ada, &Filter::default()).unwrap();
    for nodes in 1..=4 {
        let graph = SITE.json(&format!("/graph/{ada}.json?nodes={nodes}"));
        let around = newsgraph::network::nearest(&store, &ada, &Filter::default(), nodes).unwrap();
        assert_eq!(around.total, neighbors.len());
        let told: Vec<_> = around.first.iter().map(|(node, events)| (&node.id, *events as usize)).collect();
        let mut known: Vec<_> = neighbors.iter().map(|n| (&n.id, n.count)).collect();
        known.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), (*id).clone()));
        known.truncate(nodes);
        assert_eq!(told, known);
        let mut shown = ids(&graph);
        assert_eq!(shown.remove(0), ada);
        assert_eq!(shown, told.iter().map(|(id, _)| (*id).clone()).collect::<Vec<_>>());
        for event in graph["events"].as_array().unwrap() {
            for end in ["subject", "object"] {
                assert!(ids(&graph).iter().any(|id| *id == event[end]["id"]), "{event}");
            }
        }
    }
    assert!(!ids(&SITE.json(&format!("/graph/{ada}.json"))).contains(&dora));
    let expanded = SITE.json(&format!("/graph/{ada}.json?expand={carl}"));
    assert!(ids(&expanded).contains(&dora));
    let met = expanded["lines"].as_array().unwrap().iter().find(|line| line["label"] == "met").unwrap();
    assert_eq!(met["directed"], false);
    let told = expanded["lines"].as_array().unwrap().iter().find(|line| line["label"] == "told").unwrap();
    assert_eq!((&told["from"], &told["to"], &told["directed"]), (&carl.into(), &ada.into(), &true.into()));
}

#[test]
fn a_search_finds_names_sentences_and_articles() {
    let found = SITE.json("/search.json?q=carl+told");
    assert_eq!(found["events"][0]["relation"], "told");
    assert_eq!(found["events"].as_array().unwrap().len(), 1);
    assert_eq!(found["articles"].as_array().unwrap().len(), 1);
    assert_eq!(SITE.json("/search.json?q=lovelace")["entities"][0]["name"], "Ada Lovelace");
    assert!(SITE.found("/search?q=xyzzy").contains("Nobody is called so"));
    assert!(SITE.found("/search").contains("Type a name"));
}

#[test]
fn filters_hold_for_the_events_that_a_search_finds_and_sources_for_its_articles() {
    let found = |query: &str| {
        let page = SITE.json(&format!("/search.json?q=ada+lovelace{query}"));
        let relations =
            page["events"].as_array().unwrap().iter().map(|event| event["relation"].as_str().unwrap());
        let mut relations: Vec<_> = relations.map(str::to_owned).collect();
        relations.sort();
        (relations.join(" "), page["articles"].as_array().unwrap().len(), page["total"].as_u64().unwrap())
    };
    assert_eq!(found(""), ("met told visited visited".into(), 2, 4));
    assert_eq!(found("&relation=visited"), ("visited visited".into(), 2, 2));
    assert_eq!(found("&status=planned"), ("met".into(), 2, 1));
    assert_eq!(found("&source=the+weekly"), ("met told".into(), 1, 2));
    assert_eq!(found("&limit=1").2, 4);
    let page = SITE.found("/search?q=ada+lovelace&relation=visited");
    assert!(
        page.contains("q=ada+lovelace&amp;relation=visited&amp;relation=met"),
        "facets keep the words: {page}"
    );
    assert!(SITE.found("/search?q=ada+lovelace&relation=killed").contains("under these filters"));
}

#[test]
fn what_joins_two_has_their_common_neighbours_and_the_articles_that_name_both() {
    let (ada, carl, dora) = (SITE.id("Ada Lovelace"), SITE.id("Carl Larsson"), SITE.id("Dora Maar"));
    let store = SITE.store();
    let entity = |id: &str| store.entity(id).unwrap().unwrap();
    let known = query::between(&store, &entity(&ada), &entity(&dora), &Filter::default()).unwrap();
    assert_eq!((known.common.len(), known.articles.len()), (1, 1));
    let shown = SITE.json(&format!("/between/{ada}/{dora}.json"));
    assert_eq!(shown["common"], serde_json::to_value(&known.common).unwrap());
    assert_eq!(shown["articles"], serde_json::to_value(&known.articles).unwrap());
    let page = SITE.found(&format!("/between/{ada}/{dora}"));
    assert!(page.contains("Both have to do with") && page.contains("Articles that name both"), "{page}");
    assert!(page.contains(&format!("/between/{ada}/{carl}")) && page.contains("told ←"), "{page}");
    let planned = SITE.json(&format!("/between/{ada}/{dora}.json?status=planned&source=The+Daily"));
    assert_eq!((&planned["common"], &planned["articles"]), (&Value::Array(vec![]), &Value::Array(vec![])));
}

#[test]
fn a_path_goes_over_whom_it_should_and_around_whom_it_should_not() {
    let (ada, carl, dora) = (SITE.id("Ada Lovelace"), SITE.id("Carl Larsson"), SITE.id("Dora Maar"));
    let paths = |query: &str| {
        let page = SITE.json(&format!("/path.json?from=Ada+Lovelace&to=Dora{query}"));
        page["paths"].as_array().unwrap().len()
    };
    assert_eq!(paths(""), 1);
    assert_eq!(paths("&via=Carl"), 1);
    assert_eq!(paths(&format!("&via={}", SITE.id("Paris"))), 0);
    assert_eq!(paths("&avoid=Carl"), 0);
    assert_eq!(paths("&avoid=Paris&avoid=Lund"), 1);
    // Whoever is not known is asked for, and no path is given that does not heed them.
    assert_eq!(paths("&avoid=Nobody"), 0);
    assert!(
        SITE.found("/path?from=Ada+Lovelace&to=Dora&via=Nobody").contains("Nobody is called “<bdi>Nobody")
    );
    let page = SITE.found(&format!("/path?from={ada}&to={dora}&avoid={carl}&avoid=Paris"));
    assert_eq!(page.matches("name=\"avoid\"").count(), 3, "those that are avoided and room for one more");
    for (query, words) in [
        ("&avoid=Ada+Lovelace", "can’t avoid them"),
        ("&via=Carl&avoid=Carl", "can’t avoid them"),
        ("&via=Dora", "begins and ends at its ends"),
    ] {
        let page = SITE.found(&format!("/path?from=Ada+Lovelace&to=Dora{query}"));
        assert!(page.contains(words), "{query}");
    }
    assert!(SITE.found("/path?from=Ada+Lovelace&to=Ada+Lovelace").contains("Both ends are the same"));
}

#[test]
fn a_path_says_what_the_library_says_and_asks_who_is_meant() {
    let (ada, dora) = (SITE.id("Ada Lovelace"), SITE.id("Dora Maar"));
    let route = newsgraph::network::Route { from: &ada, to: &dora, via: None, avoid: vec![], max_hops: 5 };
    let known = newsgraph::network::paths(&SITE.store(), &route, &Filter::default(), 2).unwrap();
    let shown = SITE.json("/path.json?from=Ada+Lovelace&to=Dora");
    assert_eq!(shown["paths"].as_array().unwrap().len(), known.len());
    for (i, hop) in known[0].iter().enumerate() {
        assert_eq!(shown["paths"][0][i]["from"]["id"], hop.from.id);
        assert_eq!(shown["paths"][0][i]["events"], serde_json::to_value(&hop.events).unwrap());
    }
    assert!(SITE.found("/path?from=Ada&to=Nobody").contains("Nobody is called"));
}

#[test]
fn an_article_has_all_its_claims_marked_in_its_text() {
    let article = &query::documents(&SITE.store()).unwrap()[1];
    let page = SITE.found(&format!("/article/{}", article.id));
    assert!(page.contains("<mark class=\"sentence subject\">Ada Lovelace</mark>"), "{page}");
    assert!(page.contains("<mark class=\"sentence trigger\">told</mark>"));
    assert!(page.contains("<mark class=\"sentence time\">2023-02-21</mark>"));
    assert!(page.contains("said by"));
    let claims = SITE.json(&format!("/article/{}.json", article.id));
    for claim in claims["facts"].as_array().unwrap() {
        assert!(page.contains(&format!("id=\"{}\"", claim["id"].as_str().unwrap())));
    }
}

#[test]
fn no_name_is_a_formula_in_a_table_for_spreadsheets() {
    let mut doc = Doc::new("formulas");
    doc.claim("=HYPERLINK(1)", "met", "@Lund");
    let site = Site::new(&[doc], Duration::from_secs(10));
    let table = site.found("/events.csv");
    assert!(table.contains("'=HYPERLINK(1)") && !table.contains(",=HYPERLINK(1)"), "{table}");
    assert_eq!(site.json("/events.json")["events"][0]["subject"]["name"], "=HYPERLINK(1)");
}

#[test]
fn open_facts_are_no_choice() {
    let mut doc = Doc::new("open");
    doc.claim("Ada Lovelace", "met", "Carl Larsson");
    doc.claim("Ada Lovelace", "other:preside_over", "Carl Larsson");
    let site = Site::new(&[doc], Duration::from_secs(10));
    for query in ["", "?relation=other"] {
        let relations = &site.json(&format!("/events.json{query}"))["facets"]["relations"];
        assert_eq!(relations, &serde_json::json!([{ "name": "met", "count": 1 }]), "{query}");
    }
}

#[test]
fn no_page_takes_longer_than_allowed() {
    let mut long = Doc::new("long");
    for year in 1700..1999 {
        long.claim("Ada Lovelace", "met", "Carl Larsson").on(&year.to_string());
    }
    let reply = Site::new(&[long], Duration::ZERO).get("/events");
    assert_eq!(reply.status, 503, "{}", reply.body);
    assert!(reply.body.contains("takes too long"));
}
