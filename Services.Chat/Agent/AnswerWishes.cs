using Microsoft.Extensions.AI;

namespace Nanobot.Services.Chat.Agent;

/// <summary>What whoever asks wants of an answer beyond what it says; each holds for every call of the model in the turn.</summary>
internal sealed record AnswerWishes
{
    private const string Strict = "strict";

    /// <summary>Nothing.</summary>
    public static AnswerWishes None { get; } = new();

    /// <summary>The model, where whoever asks names one.</summary>
    public string? Model { get; init; }

    /// <summary>Most tokens of one reply, where that is fewer than the assistant's own limit.</summary>
    public int? MaximumTokens { get; init; }

    public float? Temperature { get; init; }

    public float? TopP { get; init; }

    public float? FrequencyPenalty { get; init; }

    public float? PresencePenalty { get; init; }

    public long? Seed { get; init; }

    public ReasoningEffort? Effort { get; init; }

    /// <summary>Texts at which the reply ends.</summary>
    public IReadOnlyList<string> Stop { get; init; } = [];

    public ChatResponseFormat? Format { get; init; }

    /// <summary>Whether the format's schema binds the model strictly.</summary>
    public bool? StrictFormat { get; init; }

    /// <summary>Whether the model may call several tools at once.</summary>
    public bool? ParallelCalls { get; init; }

    /// <summary>Tools of whoever asks: a call of one ends the turn, since whoever asks makes it.</summary>
    public IReadOnlyList<CallerTool> Tools { get; init; } = [];

    /// <summary>Whether tools may or must be called. Where one must, it is one of whoever asks, and no other is on offer.</summary>
    public ChatToolMode ToolMode { get; init; } = ChatToolMode.Auto;

    /// <summary>Whether it is a tool of whoever asks.</summary>
    public bool Has(string tool) => Tools.Any(own => own.Name == tool);

    /// <summary>What the model is told of, where the assistant has <paramref name="own"/> tools.</summary>
    public IList<AITool> Offered(IList<AITool> own) => Tools.Count == 0 ? own : ToolMode is RequiredChatToolMode ? [.. Tools] : [.. own, .. Tools];

    /// <summary>Says so in the settings of a call.</summary>
    public void ApplyTo(ChatOptions settings)
    {
        settings.MaxOutputTokens = Math.Min(MaximumTokens ?? int.MaxValue, settings.MaxOutputTokens ?? int.MaxValue);
        (settings.Temperature, settings.TopP, settings.Seed) = (Temperature, TopP, Seed);
        (settings.FrequencyPenalty, settings.PresencePenalty) = (FrequencyPenalty, PresencePenalty);
        (settings.ResponseFormat, settings.AllowMultipleToolCalls) = (Format, ParallelCalls);
        settings.StopSequences = Stop.Count > 0 ? [.. Stop] : null;
        settings.Reasoning = Effort is { } effort ? new ReasoningOptions { Effort = effort } : null;
        if (StrictFormat is { } strict)
        {
            (settings.AdditionalProperties ??= [])[Strict] = strict;
        }
    }
}
