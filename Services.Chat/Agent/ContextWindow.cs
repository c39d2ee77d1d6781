using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Nanobot.Platform.Ai.Counting;

namespace Nanobot.Services.Chat.Agent;

/// <summary>
/// Fits a conversation into what the model can read: older turns go first, whole; then the oldest tool results of this
/// turn are left out, with a note in their place. The prompt and the user's message always stay.
/// </summary>
internal static class ContextWindow
{
    private const string LeftOut = "[left out for length: call the tool again if it is needed]";

    /// <summary>
    /// The messages to send, from a conversation that begins with a prompt of <paramref name="prompt"/> messages and whose
    /// current turn begins at <paramref name="current"/>.
    /// </summary>
    public static IReadOnlyList<ChatMessage> Fit(IReadOnlyList<ChatMessage> conversation, int prompt, int current, long bytes)
    {
        var sizes = conversation.Select(Size).ToList();
        var surplus = sizes.Sum() - bytes;
        if (surplus <= 0)
        {
            return conversation;
        }

        // Turns before the current one begin with the user's words.
        var first = prompt;
        while (first < current && (surplus > 0 || conversation[first].Role != ChatRole.User))
        {
            surplus -= sizes[first++];
        }

        var fitted = conversation.Take(prompt).Concat(conversation.Skip(first)).ToList();
        for (var i = prompt; i < fitted.Count - 1 && surplus > 0; i++)
        {
            if (fitted[i].Role == ChatRole.Tool)
            {
                var shortened = new ChatMessage(ChatRole.Tool,
                    [.. fitted[i].Contents.OfType<FunctionResultContent>().Select(static result => new FunctionResultContent(result.CallId, LeftOut))]);
                surplus -= Size(fitted[i]) - Size(shortened);
                fitted[i] = shortened;
            }
        }

        return fitted;
    }

    /// <summary>Bytes of what a message holds.</summary>
    public static long Size(ChatMessage message) => message.Contents.Sum(static content => content switch
    {
        TextContent text => Encoding.UTF8.GetByteCount(text.Text),
        FunctionCallContent call => call.Name.Length + JsonSerializer.SerializeToUtf8Bytes(call.Arguments).Length,
        FunctionResultContent { Result: string text } => Encoding.UTF8.GetByteCount(text),
        DataContent image => PromptEstimate.TokensOf(image) * AgentRun.BytesPerToken,
        _ => 0L,
    });
}
