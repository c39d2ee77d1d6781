using System.Text.Json.Nodes;

namespace Nanobot.Platform.Tests.Ai.Mutations;

/// <summary>What a server sent, and what it means.</summary>
/// <param name="Name">For people.</param>
/// <param name="Events">The JSON of each event, or the one of a whole answer.</param>
/// <param name="IsWhole">Whether it is one.</param>
/// <param name="Meaning">What is to be read of it.</param>
internal sealed record Transcript(string Name, IReadOnlyList<string> Events, bool IsWhole, Meaning Meaning)
{
    public List<JsonObject> Parse() => [.. Events.Select(static json => JsonNode.Parse(json)!.AsObject())];
}

/// <summary>What an answer says.</summary>
/// <param name="Text">The words.</param>
/// <param name="Calls">Each call as the name of its tool and its arguments as JSON.</param>
/// <param name="Prompt">Tokens read, or null where nobody counted.</param>
/// <param name="Completion">Tokens written, likewise.</param>
/// <param name="IsFault">Whether it is an error instead.</param>
internal sealed record Meaning(string Text, IReadOnlyList<string> Calls, long? Prompt, long? Completion, bool IsFault = false);
