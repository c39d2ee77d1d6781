using Microsoft.Extensions.AI;
using Nanobot.Platform.Ai;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Words;

/// <summary>The model answered without a word. Asked again it may say something; a report can do without.</summary>
/// <param name="reason">Why it stopped, as far as it says.</param>
internal sealed class SilentModelException(ChatFinishReason? reason) : Exception(EmptyAnswer.Because(reason).Message)
{
    /// <summary>Why there are no words, as a clause for the report.</summary>
    public Wording Reason { get; } =
        reason == ChatFinishReason.Length ? new("词元已在回答之前用完", "it used up its tokens before its first word")
        : reason == ChatFinishReason.ContentFilter ? new("模型服务因内容而拒绝回答", "its server withheld the answer for what it is about")
        : new("回答为空", "its answer was empty");
}
