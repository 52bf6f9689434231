//! Usage 用法: help and complaints about the command line, in Chinese.

use super::say;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::io::{self, Write};

/// How help is laid out.
pub(super) const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}\n";

/// The few words of help that clap has only in English.
fn chinese(help: &str) -> String {
    let words = [("[OPTIONS]", "[选项]"), ("[default: ", "[默认 "), ("[env: ", "[环境变量 "), ("[COMMAND]", "[命令]")];
    words.iter().fold(help.to_owned(), |text, (english, word)| text.replace(english, word))
}

/// Prints help, or says in Chinese what does not fit; gives the exit code.
pub(super) fn explain(why: &clap::Error) -> u8 {
    match why.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // A pipe that closes early is no error.
            let _ = write!(io::stdout().lock(), "{}", chinese(&why.render().to_string()));
            return 0;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            say(chinese(&why.render().to_string()).trim_end());
            return 2;
        }
        _ => {}
    }
    let get = |kind| match why.get(kind) {
        Some(ContextValue::String(s)) => s.clone(),
        Some(ContextValue::Strings(all)) => all.join("、"),
        _ => String::new(),
    };
    let arg = get(ContextKind::InvalidArg);
    let value = get(ContextKind::InvalidValue);
    let valid = get(ContextKind::ValidValue);
    let message = match why.kind() {
        ErrorKind::UnknownArgument => format!("不认识的参数 {arg}"),
        ErrorKind::InvalidSubcommand => format!("没有命令 {}", get(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue if value.is_empty() => format!("{arg} 缺少值"),
        ErrorKind::InvalidValue if valid.is_empty() => format!("{arg} 的值“{value}”不对"),
        ErrorKind::InvalidValue => format!("{arg} 的值“{value}”不对，可以是 {valid}"),
        ErrorKind::ValueValidation => format!("{arg} 的值“{value}”不对"),
        ErrorKind::MissingRequiredArgument => format!("缺少 {arg}"),
        ErrorKind::ArgumentConflict => format!("{arg} 不能这样一起用"),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{arg} 的值个数不对")
        }
        _ => why.to_string(),
    };
    say(&format!("错误：{message}"));
    say("用 tiaoku --help 或 tiaoku <命令> --help 查看用法");
    2
}
