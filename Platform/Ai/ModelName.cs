using Microsoft.Extensions.AI;

namespace Nanobot.Platform.Ai;

/// <summary>Names of models.</summary>
public static class ModelName
{
    /// <summary>The model that a call asks for: the one that its settings name, or that of the client.</summary>
    public static string AskedOf(IChatClient client, ChatOptions? settings) => settings?.ModelId is { Length: > 0 } model
        ? model
        : client.GetService<ChatClientMetadata>()?.DefaultModelId ?? "unknown";

    /// <summary>Who runs the models of a client, as it says itself; null where it does not.</summary>
    public static string? ProviderOf(IChatClient client) => client.GetService<ChatClientMetadata>()?.ProviderName;
}
