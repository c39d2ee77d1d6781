using System.Collections.Frozen;
using System.Globalization;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Web.Guarding;
using Nanobot.Services.Chat.Approvals;
using Nanobot.Services.Chat.Trust;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Tools;

/// <summary>What tools are refused or fail for, in the users' languages. Whatever has no words here gets general ones and keeps its code.</summary>
internal static class ToolErrors
{
    private const string NotKnownZh = "是否已经生效还不清楚，请先看一看再重试。";
    private const string NotKnownEn = "Whether it took effect is not known: look before you do it again.";

    private static readonly FrozenDictionary<string, ToolError> OfRefusals = new ToolError[]
    {
        new("FILE_NOT_FOUND", "没有这个文件。", "There is no such file."),
        new("FILE_TOO_LARGE", $"一个文件最多 {WorkspaceLimits.FileBytes} 字节。", $"A file has at most {WorkspaceLimits.FileBytes} bytes."),
        new("QUOTA_EXCEEDED", "空间已经用完，请先删除一些文件。", "There is no room left; delete some files first."),
        new("REVISION_MISMATCH", "文件刚刚被别处改动了，请再试一次。", "The file was changed elsewhere just now; try again."),
        new("FILE_EXISTS", "那里已经有一个文件。", "There is a file already."),
        new("REVISION_NOT_FOUND", "这个版本没有保留下来。", "That revision is not kept."),
        new("REPORT_NOT_FOUND", "没有这份报告。", "There is no such report."),
        new("USER_NOT_FOUND", "没有这个用户。", "There is no such user."),
        new("JOB_NOT_FOUND", "没有这个定时任务。", "There is no such schedule."),
        new("JOB_LIMIT", "定时任务已经到了上限，请先删除一个。", "You have as many schedules as there may be; delete one first."),
        new(WebRefusals.Code, "这个网址不能访问，没有请求它。", "That address may not be asked; nothing was sent there."),
        new("WEB_TIMEOUT", "网站没有及时回应。", "The site did not answer in time."),
        new("WEB_UNAVAILABLE", "打不开这个网站。", "The site could not be reached."),
        new("WEB_STATUS", "网站没有给出这个页面。", "The site did not give the page."),
        new("WEB_TYPE_REFUSED", "那里不是可以读的文字。", "What is there is no text that can be read."),
        new("SEARCH_UNAVAILABLE", "搜索服务暂时没有回应，请稍后再试。", "The search does not answer at the moment; try again shortly."),
        new("SEARCH_NOT_SET_UP", "这里没有设置网络搜索。", "Searching the web is not set up here."),
        new(RightsRefusals.DeniedCode, "不允许这样做，没有执行。", "That is not allowed; nothing was done."),
        new("VALIDATION_FAILED", "有的内容不符合要求，没有改动任何东西。", "Something in it is not acceptable; nothing was changed."),
        new(StoredDataException.Code, "保存的数据无法读取，没有改动任何东西。", "What is stored of this cannot be read; nothing was changed."),
        new("DATABASE_UNAVAILABLE", "暂时无法存取数据，请稍后再试。", "The data cannot be reached just now; try again shortly."),
    }.ToFrozenDictionary(static error => error.Code);

    public static ToolError Unknown { get; } = new("TOOL_UNKNOWN", "没有这样的工具。", "There is no such tool.");

    public static ToolError FileNotFound { get; } = OfRefusals["FILE_NOT_FOUND"];

    public static ToolError ReportNotFound { get; } = OfRefusals["REPORT_NOT_FOUND"];

    public static ToolError UserNotFound { get; } = OfRefusals["USER_NOT_FOUND"];

    public static ToolError SkillNotFound { get; } = new("SKILL_NOT_FOUND", "没有这项技能。", "There is no such skill.");

    public static ToolError OldTextMissing { get; } = new("OLD_TEXT_MISSING", "文件里没有要替换的那段文字，没有改动。", "The text to replace is not in the file; nothing was changed.")
    {
        Detail = "old_text must stand in the file exactly as given, white space and line ends included; read the file again.",
    };

    public static ToolError OldTextAmbiguous(int times) => new("OLD_TEXT_AMBIGUOUS", "要替换的那段文字在文件里不止一处，没有改动。", "The text to replace is in the file more than once; nothing was changed.")
    {
        Detail = string.Create(CultureInfo.InvariantCulture, $"old_text stands in the file {times} times; give more of what is around it."),
    };

    public static ToolError ScheduleNotFound { get; } = OfRefusals["JOB_NOT_FOUND"];

    public static ToolError NotText { get; } = new("NOT_TEXT", "这个文件不是文本。", "The file is not text.");

    public static ToolError PathInvalid { get; } = new("PATH_INVALID", "这个文件名不能用。", "A file cannot have that name.")
    {
        Detail = $"The path {WorkspacePath.Rule}.",
    };

    public static ToolError ArgumentsInvalid(string detail) =>
        new("TOOL_ARGUMENTS_INVALID", "少了什么，或者有地方不对，没有执行。", "Something is missing or not right; nothing was done.") { Detail = detail };

    public static ToolError TooManyCalls(int most) =>
        new("TOO_MANY_CALLS", $"一次最多做 {most} 件事。", $"At most {most} things can be done at once.");

    /// <summary>The call waits for the user, who is told how to find it.</summary>
    public static ToolError Pending(Approval approval) => new("APPROVAL_PENDING",
        $"这项改动要你批准后才会执行，现在还没有执行。批准编号：{approval.ApprovalId}。",
        $"That needs your approval and has not been done yet. It waits as approval {approval.ApprovalId}.")
    {
        Detail = $"approval_id {approval.ApprovalId}, because of {approval.Why}. Do not try it again or by other means: tell the user that it waits for a decision.",
    };

    public static ToolError TooManyWait { get; } = new("APPROVALS_FULL",
        "等你批准的事情太多了，没有执行。请先批准或拒绝一些。", "Too much waits for your approval already; nothing was done. Approve or reject some of it first.");

    /// <summary>What would wait for the user in the turn itself.</summary>
    public static ToolError NeedsUser(FlowDecision flow) => new("APPROVAL_NEEDED",
        "这需要用户批准，子助手做不了。", "That needs the user's approval, which a sub-agent cannot wait for; nothing was done.")
    {
        Detail = $"because of {flow}. Say in your answer what is to be done: the assistant asks for it.",
    };

    public static ToolError NotForSubAgents { get; } = new("TOOL_NOT_FOR_SUB_AGENTS", "子助手不能用这个工具。", "A sub-agent may not use that tool.");

    public static ToolError TooManyAgents { get; } = new("SPAWN_BUSY", "现在同时工作的子助手太多了，请稍后再试。", "Too many sub-agents are at work at the moment; do it yourself, or try again later.");

    public static ToolError Refused(FlowDecision flow) => new("FLOW_REFUSED",
        "内容的来源不允许这样使用，没有执行。", "That may not be done with text from there; nothing was done.") { Detail = flow.ToString() };

    public static ToolError Late(TimeSpan limit) => new("TOOL_TIMEOUT",
        string.Create(CultureInfo.InvariantCulture, $"{limit.TotalSeconds:0} 秒内没有完成。{NotKnownZh}"),
        string.Create(CultureInfo.InvariantCulture, $"That did not end within {limit.TotalSeconds:0} seconds. {NotKnownEn}"));

    public static ToolError Unavailable(ToolAccess access) => access == ToolAccess.Write
        ? new("MODULE_UNAVAILABLE", $"这项服务暂时没有回应。{NotKnownZh}", $"That service does not answer at the moment. {NotKnownEn}")
        : new("MODULE_UNAVAILABLE", "这项服务暂时没有回应，请稍后再试。", "That service does not answer at the moment; try again shortly.");

    public static ToolError Denied(string tool, Refusal refusal) => refusal.Code == RightsRefusals.DeniedCode
        ? new(refusal.Code, $"不允许使用工具 {tool}，没有执行。", $"The tool {tool} may not be used; nothing was done.") { Detail = refusal.Detail }
        : new(refusal.Code, $"现在无法确认能否使用工具 {tool}，没有执行，请稍后再试。", $"Whether the tool {tool} may be used cannot be known at the moment; nothing was done. Try again shortly.");

    public static ToolError PutOff { get; } = new("TOOL_PUT_OFF", "这个工具还没有调用，请在看到其他结果之后再调用它。", "This tool has not been called yet: call it again by itself, now that the other results are there.");

    public static ToolError OutcomeUnknown { get; } = new("OUTCOME_UNKNOWN", $"做到一半时中断了。{NotKnownZh}", $"That was broken off while it was done. {NotKnownEn}");

    public static ToolError Broken { get; } = new("TOOL_FAILED", $"出了故障。{NotKnownZh}", $"That broke. {NotKnownEn}");

    public static ToolError Of(Refusal refusal)
    {
        var error = OfRefusals.GetValueOrDefault(refusal.Code) ?? new ToolError(refusal.Code, "没有办成，被拒绝了。", "That was refused.") { Detail = refusal.Detail };
        return refusal.Members.TryGetValue("errors", out var errors) && errors is not null ? error with { Detail = Fields(errors) } : error;
    }

    private static string Fields(object errors) => errors is IReadOnlyDictionary<string, string[]> fields
        ? string.Join("; ", fields.Select(static field => $"{field.Key} {string.Join(", ", field.Value)}"))
        : errors.ToString() ?? "";
}
