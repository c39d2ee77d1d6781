using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Memory.Consolidating;

/// <summary>
/// A part of a conversation that the model is shown at once. Whatever it says of it may have come from any of its words: so the user's own turns are shown by
/// themselves, and not beside those that had read text of others.
/// </summary>
/// <param name="Labels">Where its text may have come from, and so all that is made of it.</param>
/// <param name="Messages">What the user and the assistant said, in their order.</param>
internal sealed record Passage(TextLabels Labels, IReadOnlyList<SaidMessage> Messages)
{
    /// <summary>Whether what is made of it waits in quarantine.</summary>
    public bool IsOthers => Labels.HoldOthersText();
}
