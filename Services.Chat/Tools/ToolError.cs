using System.Text.Json.Serialization;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools;

/// <summary>Why a tool did not do it: a code for the model, and words that it can pass on to the user as they are.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Zh">The words in Chinese.</param>
/// <param name="En">The words in English.</param>
internal sealed record ToolError(string Code, string Zh, string En)
{
    /// <summary>What the model has to know to mend its call, in English; null where there is nothing to mend.</summary>
    public string? Detail { get; init; }

    /// <summary>As the model is told of it.</summary>
    public object ToWire(bool chinese) => new Told(new(Code, OfflineLanguage.Say(chinese, Zh, En), Detail));

    private sealed record Told(Error Error);

    private sealed record Error(string Code, string Message, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail);
}
