using System.Text;
using Microsoft.Extensions.AI;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Agent.Prompting;

/// <summary>What the model is told before a conversation.</summary>
/// <param name="Messages">The system message, then the user's notes as data.</param>
/// <param name="Labels">Where the notes may have come from.</param>
internal sealed record Prompt(IReadOnlyList<ChatMessage> Messages, TextLabels Labels)
{
    /// <summary>Its length as UTF-8.</summary>
    public long Bytes { get; } = Messages.Sum(static message => (long)Encoding.UTF8.GetByteCount(message.Text));
}
