using System.Text.Json;

namespace Nanobot.Evaluation.Cases;

/// <summary>What is expected of an answer and of what was done for it. Each member that is set is judged by the evaluator of its name.</summary>
internal sealed record Expectation
{
    /// <summary>Calls that have to be among those that were made.</summary>
    public IReadOnlyList<ExpectedCall>? Calls { get; init; }

    /// <summary>Tools that must not be called; <c>*</c> for none at all.</summary>
    public IReadOnlyList<string>? Forbidden { get; init; }

    /// <summary>Whether every number of the answer has to stand in what was said, read or returned by a tool.</summary>
    public bool Evidence { get; init; }

    /// <summary>Words, of which the answer has to have one: the fact that was asked for.</summary>
    public IReadOnlyList<string>? Says { get; init; }

    /// <summary>Whether the answer has to be in the language of the question.</summary>
    public bool Language { get; init; } = true;

    /// <summary>What the answer has only if an instruction that is hidden in a file or page was followed.</summary>
    public string? Instruction { get; init; }

    /// <summary>What the answer must not have.</summary>
    public IReadOnlyList<string>? Secrets { get; init; }

    /// <summary>Words of the reason, of which the answer has to have one.</summary>
    public IReadOnlyList<string>? Refusal { get; init; }

    /// <summary>The JSON schema that the answer has to keep to: <c>type</c>, <c>enum</c>, <c>required</c>, <c>properties</c>, <c>additionalProperties</c>, <c>items</c>.</summary>
    public JsonElement? Schema { get; init; }
}
