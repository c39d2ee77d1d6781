using Microsoft.Extensions.AI;
using Nanobot.Platform.Ai.OpenAi.Reading;

namespace Nanobot.Platform.Ai.OpenAi;

/// <summary>
/// The call at hand, for whoever reads its answer and whoever waits for it: the SDK between them has no place for what they have
/// to tell each other.
/// </summary>
internal sealed class CallAtHand(IReadOnlyList<ChatMessage> request, ChatOptions? options)
{
    private const string Mark = "tool_call";
    private static readonly AsyncLocal<CallAtHand?> Flow = new();
    // As it stands in text, in JSON and in HTML.
    private static readonly string[] MarkEnds = [">", "\\u003E", "&gt;"];

    public static CallAtHand Current => Flow.Value ?? new CallAtHand([], null);

    /// <summary>The tools on offer.</summary>
    public IReadOnlyList<string> Offered { get; } = ToolNames.Offered(options?.Tools);

    /// <summary>
    /// Whether a call that the model writes among its words is one. Where what it was shown speaks of such calls, it may be quoting
    /// one, and nobody's text but its own may call a tool.
    /// </summary>
    public bool TakesWrittenCalls => Offered.Count > 0 && options?.ToolMode is not NoneChatToolMode
        && !request.Any(static message => message.Role != ChatRole.System && message.Contents.Any(Shows));

    /// <summary>How much of the beginning of what was streamed its end has shown to be thought; none of the answer.</summary>
    public int Thought { get; set; }

    /// <summary>From here on, to the end of the asynchronous method that says so, it is the one.</summary>
    public void Begin() => Flow.Value = this;

    private static bool Shows(AIContent content)
    {
        var text = content switch
        {
            TextContent words => words.Text,
            FunctionResultContent result => result.Result?.ToString() ?? "",
            _ => "",
        };
        return text.Contains(Mark, StringComparison.OrdinalIgnoreCase)
            && Array.Exists(MarkEnds, end => text.Contains(Mark + end, StringComparison.OrdinalIgnoreCase));
    }
}
