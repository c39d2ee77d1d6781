using System.Globalization;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Approvals.Deciding;

/// <summary>What is said around a decision, in the language of the conversation.</summary>
internal static class DecisionWords
{
    /// <summary>The user's words by which the conversation goes on.</summary>
    public static string Approved(ApprovedCall call) => Say(call, $"我批准了：{call.Approval.Tool}（批准编号 {Id(call)}）。", $"I approve: {call.Approval.Tool} (approval {Id(call)}).");

    /// <summary>The answer to a rejection, of which the assistant hears in the next turn.</summary>
    public static string Rejected(ApprovedCall call) => Say(call, "已拒绝，没有执行。", "Rejected; nothing was done.");

    /// <summary>The answer where no assistant speaks of the call.</summary>
    public static string Made(ApprovedCall call, string state) => state == ApprovalState.Executed
        ? Say(call, "已执行。", "It was done.")
        : Say(call, "没有成功，原因见批准记录。", "It did not work; the approval says why.");

    /// <summary>The answer where the assistant cannot speak of it.</summary>
    public static string Silent(ApprovedCall call, string state, string code) =>
        Made(call, state) + Say(call, $"助手现在无法回答（{code}）。", $" The assistant cannot answer just now ({code}).");

    private static string Id(ApprovedCall call) => call.Approval.ApprovalId.ToString("d", CultureInfo.InvariantCulture);

    private static string Say(ApprovedCall call, string zh, string en) => OfflineLanguage.Say(call.IsInChinese, zh, en);
}
