using System.Text;
using Microsoft.Extensions.AI;

namespace Nanobot.Services.Chat.Agent.Prompting;

/// <summary>What the model is told before a conversation.</summary>
/// <param name="Messages">The system message, then the user's notes as data.</param>
/// <param name="HoldsOthersText">Whether the notes hold text that others than the user may have written.</param>
internal sealed record Prompt(IReadOnlyList<ChatMessage> Messages, bool HoldsOthersText)
{
    /// <summary>Its length as UTF-8.</summary>
    public long Bytes { get; } = Messages.Sum(static message => (long)Encoding.UTF8.GetByteCount(message.Text));
}
