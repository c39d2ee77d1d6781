using Nanobot.Contracts.Operations;
using Nanobot.Services.Chat.Notifications;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Tools.MessageSend;

/// <summary>Tells the user something outside of the answer: at once on the user's open sockets, and in a list until the user puts it away. It reaches the turn's own user and nobody else.</summary>
internal sealed class MessageSendTool(NotificationStore notifications) : ITool
{
    private const int MaximumCharacters = 2000;

    public static ToolDescriptor Descriptor { get; } = new(
        new ToolDeclaration("message", "send", "Notify the user outside of your answer.",
            $$"""{"text": {"type": "string", "maxLength": {{MaximumCharacters}} } }""", "text"),
        ToolScope.Notifications, ToolAccess.Write, CostClass.Write, MessageSendPhrases.Skill)
    {
        // A call that has told it tells it no more.
        IsIdempotent = true,
        Sink = FlowSink.Notice,
    };

    public async Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var text = invocation.Arguments.Text("text", MaximumCharacters).Trim();
        if (invocation.Arguments.Invalid is { } invalid)
        {
            return invalid;
        }

        if (text.Length == 0)
        {
            return ToolResult.Error(ToolErrors.ArgumentsInvalid("text is needed, as a text"));
        }

        await notifications.TellAsync(invocation.Context, invocation.SessionId, invocation.TurnId, invocation.Key, text, invocation.Written, cancellationToken);
        return ToolResult.Of(new { sent = true });
    }
}
