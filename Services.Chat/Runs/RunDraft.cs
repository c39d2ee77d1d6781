using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Runs;

/// <summary>A message that is to be answered by a run, before it is accepted.</summary>
/// <param name="Asker">Whose it is, with the key and the amounts by which it is held.</param>
/// <param name="Message">What is said.</param>
internal sealed record RunDraft(TenantContext Asker, string Message)
{
    /// <summary>The run's id; null for a new one.</summary>
    public Guid? RunId { get; init; }

    /// <summary>The session; null for a new one.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>What the session is called where there is none of that id, so that it is begun; null: then the message is refused.</summary>
    public string? BeginsAs { get; init; }

    /// <summary>Whether it may wait behind what the session is at work on.</summary>
    public bool Behind { get; init; }

    /// <summary>Whether the turn at work is told of it.</summary>
    public bool Steers { get; init; }

    /// <summary>One of <see cref="RunPurpose"/>.</summary>
    public string Purpose { get; init; } = RunPurpose.ChatTurn;

    /// <summary>The job that asks for it, where one does.</summary>
    public Guid? JobId { get; init; }

    /// <summary>The model that is to answer it, by its name; null for the usual ones.</summary>
    public string? Model { get; init; }

    /// <summary>Where the message may have come from.</summary>
    public TextLabels Labels { get; init; } = TextLabels.User;
}
