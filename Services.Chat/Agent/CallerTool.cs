using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Nanobot.Services.Chat.Agent;

/// <summary>A tool of whoever asks: declared to the model, and never called here.</summary>
/// <param name="name">Its name.</param>
/// <param name="description">What it does, for the model.</param>
/// <param name="parameters">The JSON Schema of its arguments.</param>
/// <param name="strict">Whether the schema binds the model strictly; null where that is not said.</param>
internal sealed class CallerTool(string name, string description, JsonElement parameters, bool? strict) : AIFunctionDeclaration
{
    public override string Name => name;

    public override string Description => description;

    public override JsonElement JsonSchema => parameters;

    public override IReadOnlyDictionary<string, object?> AdditionalProperties { get; } =
        strict is { } binds ? new Dictionary<string, object?>(StringComparer.Ordinal) { ["strict"] = binds } : [];
}
