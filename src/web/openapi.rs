//! OpenAPI 接口说明: made from the code.

/// The description of the API as JSON text.
pub fn text() -> String {
    "{}".to_owned()
}
