using System.Text.Json;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Texts;
using Nanobot.Platform.Core.Wire;

namespace Nanobot.Services.Chat.Tools;

/// <summary>What a tool tells the model: JSON text, a failure being <c>{"error":{"code","message"}}</c>.</summary>
/// <param name="Text">The JSON.</param>
/// <param name="Failed">Whether it tells of a failure.</param>
internal sealed record ToolResult(string Text, bool Failed)
{
    public static ToolResult Of<T>(T value) => new(JsonSerializer.Serialize(value, Json.Wire), false);

    public static ToolResult Error(string code, string message) =>
        new(JsonSerializer.Serialize(new { error = new { code, message } }, Json.Wire), true);

    public static ToolResult Error(Refusal refusal) => Error(refusal.Code, refusal.Detail);

    /// <summary>The same, cut after <paramref name="maximum"/> characters with a note that it is.</summary>
    public ToolResult Cut(int maximum)
    {
        if (Text.Length <= maximum)
        {
            return this;
        }

        var shown = TextCut.Beginning(Text, maximum);
        return this with { Text = $"{shown}\n[cut: {shown.Length} of {Text.Length} characters]" };
    }
}
