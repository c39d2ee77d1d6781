using System.Text.Json.Nodes;

namespace Nanobot.Platform.Tests.Ai.Mutations;

/// <summary>A transcript on its way to be changed.</summary>
internal sealed class Variant(Transcript transcript, Random random)
{
    public Transcript Transcript => transcript;

    public Random Random => random;

    /// <summary>What is sent, in order; texts that are no objects, such as the mark of the end, are added when it is written.</summary>
    public List<JsonObject> Events { get; } = transcript.Parse();

    /// <summary>How it is written.</summary>
    public Spelling Spelling { get; } = new();

    /// <summary>What was done to it.</summary>
    public List<string> Changes { get; } = [];

    /// <summary>The usage is still what the transcript means.</summary>
    public bool KeepsUsage { get; set; } = true;

    /// <summary>All else is still what the transcript means.</summary>
    public bool KeepsMeaning { get; set; } = true;

    /// <summary>The changes cannot have made calls that were not there.</summary>
    public bool AddsNoCalls { get; set; } = true;

    /// <summary>What tells calls apart has been changed once: twice would leave nothing to go by.</summary>
    public bool IsToldApart { get; set; }

    /// <summary>A call is said once more, in whole: its parts may not be cut any more.</summary>
    public bool IsSaidAgain { get; set; }

    /// <summary>A name comes in pieces: they may not be changed or said again any more.</summary>
    public bool IsPieced { get; set; }

    /// <summary>Before the words there are thoughts between marks.</summary>
    public bool HasThoughts { get; set; }

    /// <summary>Before the words there are thoughts with a mark at their end only.</summary>
    public bool HasUnbegunThoughts { get; set; }

    /// <summary>The calls are written behind the words, on lines of their own.</summary>
    public bool HasWrittenCalls { get; set; }

    public T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>All choices of all events.</summary>
    public List<JsonObject> Choices => [.. Events.SelectMany(static item => (item["choices"] as JsonArray ?? []).OfType<JsonObject>())];

    /// <summary>What each choice says.</summary>
    public List<JsonObject> Said => [.. Choices.Select(static choice => choice["delta"] ?? choice["message"]).OfType<JsonObject>()];

    /// <summary>All parts of calls.</summary>
    public List<JsonObject> Calls => [.. Said.SelectMany(static said => (said["tool_calls"] as JsonArray ?? []).OfType<JsonObject>())];

    /// <summary>The parts with which calls begin.</summary>
    public List<JsonObject> Heads => [.. Calls.Where(static call => call["function"]?["name"]?.GetValue<string>() is { Length: > 0 })];
}
