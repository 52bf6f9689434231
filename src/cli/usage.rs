//! Usage 用法: help and complaints about the command line, in Chinese.

use super::say;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// How help is laid out.
pub(super) const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}\n";

/// Prints help, or says in Chinese what does not fit; gives the exit code.
pub(super) fn explain(why: &clap::Error) -> u8 {
    match why.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = why.print();
            return 0;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = why.print();
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
