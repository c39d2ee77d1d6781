namespace Nanobot.Services.Chat.Features.SendMessage;

/// <summary>What becomes of a message whose session is at work on another.</summary>
internal static class WhenBusy
{
    /// <summary>It is refused.</summary>
    public const string Refuse = "refuse";

    /// <summary>It is answered behind what waits already.</summary>
    public const string Queue = "queue";

    /// <summary>The turn at work is told of it ahead of its next call of the model; where it has none any more, the message is answered behind it.</summary>
    public const string Steer = "steer";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Refuse, Queue, Steer];
}
