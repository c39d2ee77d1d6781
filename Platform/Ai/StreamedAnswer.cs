using Microsoft.Extensions.AI;

namespace Nanobot.Platform.Ai;

/// <summary>
/// The answer that a stream was. Some servers say only by a mark at their end that the words before it were thought and not said;
/// by then whoever listens has heard them. They are none of the answer.
/// </summary>
public static class StreamedAnswer
{
    private const string Thought = "nanobot.thought_characters";

    /// <summary>All that <paramref name="updates"/> said, without what was thought.</summary>
    public static ChatResponse ToAnswer(this IReadOnlyCollection<ChatResponseUpdate> updates)
    {
        var response = updates.ToChatResponse();
        var left = updates.Sum(static update => update.AdditionalProperties?.GetValueOrDefault(Thought) is int length ? length : 0);
        response.AdditionalProperties?.Remove(Thought);
        foreach (var words in response.Messages.SelectMany(static message => message.Contents).OfType<TextContent>())
        {
            var length = Math.Min(left, words.Text.Length);
            (words.Text, left) = (words.Text[length..], left - length);
        }

        return response;
    }

    /// <summary>Says at the end of a stream that its first <paramref name="length"/> characters were thought.</summary>
    internal static ChatResponseUpdate ThoughtOf(int length) => new() { AdditionalProperties = new() { [Thought] = length } };
}
