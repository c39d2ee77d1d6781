using Microsoft.Extensions.AI;

namespace Nanobot.Platform.Ai;

/// <summary>An answer without a word where words are needed: no success, whatever its status was.</summary>
public static class EmptyAnswer
{
    /// <summary>The failure, with why there are no words as far as <paramref name="reason"/> tells.</summary>
    public static ModelUnavailableException Because(ChatFinishReason? reason) =>
        reason == ChatFinishReason.Length ? new("the limit of tokens was reached before its first word", isTransient: false)
        : reason == ChatFinishReason.ContentFilter ? new("its server withheld the answer for what it is about", isTransient: false)
        : new("its answer is empty", isTransient: true);
}
