using System.Text.Json.Serialization;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Tools.AgentSpawn;

/// <summary>What became of a sub-agent, as the model is told.</summary>
/// <param name="Label">What its task is called.</param>
/// <param name="Answer">What it answered.</param>
/// <param name="Error">The stable code of why it has no answer.</param>
internal sealed record SubAgentResult(
    string Label,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Answer,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error)
{
    /// <summary>All that it had read.</summary>
    [JsonIgnore]
    public TextLabels Labels { get; init; }
}
