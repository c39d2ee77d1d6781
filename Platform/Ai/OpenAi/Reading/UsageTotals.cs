using System.Globalization;
using System.Text.Json;
using Nanobot.Platform.Ai.Counting;

namespace Nanobot.Platform.Ai.OpenAi.Reading;

/// <summary>
/// The tokens that a server tells of, however often it does: each count is the total so far, so the highest one is it. What
/// is no count (negative, a fraction, a text) tells nothing.
/// </summary>
internal sealed class UsageTotals
{
    private const long Most = 1_000_000_000;
    private long? _prompt;
    private long? _completion;
    private long? _reasoning;
    private long? _cached;

    public void Take(JsonElement usage)
    {
        var prompt = Count(usage.Member("prompt_tokens")) ?? Count(usage.Member("input_tokens"));
        var completion = Count(usage.Member("completion_tokens")) ?? Count(usage.Member("output_tokens"));
        if (Count(usage.Member("total_tokens")) is { } total)
        {
            (prompt, completion) = (prompt ?? Rest(total, completion), completion ?? Rest(total, prompt));
        }

        _prompt = Higher(_prompt, prompt);
        _completion = Higher(_completion, completion);
        _reasoning = Higher(_reasoning, Detail(usage, "completion_tokens_details", "output_tokens_details", "reasoning_tokens"));
        _cached = Higher(_cached, Detail(usage, "prompt_tokens_details", "input_tokens_details", "cached_tokens"));
    }

    /// <summary>Writes down what was told so far. A part is never more than what it is a part of.</summary>
    public void WriteTo(CallAttempt attempt)
    {
        var isCount = (_prompt ?? 0) + (_completion ?? 0) > 0;
        (attempt.Prompt, attempt.Completion) = isCount ? (_prompt, _completion) : (null, null);
        attempt.Reasoning = Math.Min(_reasoning ?? 0, attempt.Completion ?? 0);
        attempt.Cached = Math.Min(_cached ?? 0, attempt.Prompt ?? 0);
    }

    /// <summary>
    /// What was told in all, or null where it says nothing of what was read, which nobody here can guess.
    /// <paramref name="said"/> is the length of what was said, for a server that does not count that.
    /// </summary>
    public (long Prompt, long Completion)? Of(long said) =>
        _prompt is { } prompt && prompt + (_completion ?? 0) > 0 ? (prompt, _completion ?? TokenEstimate.OfLength(said)) : null;

    private static long? Detail(JsonElement usage, string place, string other, string name) =>
        Count(usage.Member(place).Member(name)) ?? Count(usage.Member(other).Member(name));

    private static long? Rest(long total, long? part) => part is { } known && known <= total ? total - known : null;

    private static long? Higher(long? left, long? right) => left is { } known && right is { } other ? Math.Max(known, other) : left ?? right;

    private static long? Count(JsonElement element) =>
        decimal.TryParse(element.Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out var count)
        && count is >= 0 and <= Most && decimal.IsInteger(count) ? (long)count : null;
}
