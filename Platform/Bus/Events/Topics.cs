namespace Nanobot.Platform.Bus.Events;

/// <summary>Names of topics.</summary>
internal static class Topics
{
    /// <summary>Where the events of <paramref name="topic"/> go that cannot be handled.</summary>
    public static string DeadLettersOf(string topic) => topic + ".dlq";
}
