using System.Text.Json;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Texts;
using Nanobot.Platform.Core.Wire;
using Nanobot.Services.Chat.Approvals;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Tools;

/// <summary>What a tool tells the model: JSON text, a failure being <c>{"error":{"code","message"}}</c>.</summary>
internal sealed record ToolResult
{
    private readonly ToolError? _error;

    private ToolResult(string text, ToolError? error) => (Text, _error) = (text, error);

    /// <summary>The JSON; of a failure in English until it is said in another language.</summary>
    public string Text { get; private init; }

    /// <summary>Whether it tells of a failure.</summary>
    public bool Failed => _error is not null;

    /// <summary>Stable code of the failure; null where it tells of none.</summary>
    public string? Code => _error?.Code;

    /// <summary>Where its text may have come from, beside what the tool's results always carry.</summary>
    public TextLabels Labels { get; private init; }

    /// <summary>What waits for the user in place of the call; null where nothing does.</summary>
    public Approval? Waiting { get; private init; }

    public static ToolResult Of<T>(T value) => new(JsonSerializer.Serialize(value, Json.Wire), null);

    public static ToolResult Error(ToolError error) => new(Written(error, chinese: false), error);

    public static ToolResult Error(Refusal refusal) => Error(ToolErrors.Of(refusal));

    /// <summary>That the call waits for the user.</summary>
    public static ToolResult Waits(Approval approval) => Error(ToolErrors.Pending(approval)) with { Waiting = approval };

    /// <summary>The same, with text that may have come from there.</summary>
    public ToolResult Carrying(TextLabels labels) => this with { Labels = Labels | labels };

    /// <summary>The same in the language of the user.</summary>
    public ToolResult In(bool chinese) => _error is null ? this : this with { Text = Written(_error, chinese) };

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

    private static string Written(ToolError error, bool chinese) => JsonSerializer.Serialize(error.ToWire(chinese), Json.Wire);
}
