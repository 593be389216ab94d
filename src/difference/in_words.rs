use crate::routing::{Connection, HelloForm};

/// `10.0.0.5 to postgresql, TLS for db.example.com`.
pub fn in_words(connection: &Connection) -> String {
    let Connection { entry_point, client_ip, tls, postgres } = connection;
    let mut words = format!("{client_ip} to {entry_point}");
    if *postgres {
        words += ", asking for TLS as PostgreSQL does";
    }
    let Some(hello) = tls else {
        return words + if *postgres { ", then going on without it" } else { "" };
    };
    words += &hello.sni.as_ref().map_or(", TLS without a server name".to_owned(), |sni| format!(", TLS for {sni}"));
    if !hello.alpn.is_empty() {
        words = words + ", offering " + &hello.alpn.join(", ");
    }
    if let Some(version) = hello.version {
        words = words + ", TLS " + &version.to_string() + " alone";
    }
    words += match hello.certificate {
        Some(true) => ", with a certificate",
        Some(false) => ", without a certificate",
        None => "",
    };
    words
        + match hello.form {
            HelloForm::Whole => "",
            HelloForm::Fragmented => ", its ClientHello in several records",
            HelloForm::Unreadable => ", with a ClientHello that Go cannot read",
            HelloForm::Unfinished => ", half a ClientHello and then silence",
            HelloForm::HeaderUnfinished => ", fewer than 5 bytes of TLS and then silence",
            HelloForm::Overlong => ", its first record longer than TLS allows",
        }
}
