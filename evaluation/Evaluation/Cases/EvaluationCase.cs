using System.Text.Json;

namespace Nanobot.Evaluation.Cases;

/// <summary>One idea to be tried: what there is, what is said, and what is expected of the assistant.</summary>
internal sealed record EvaluationCase
{
    /// <summary>Letters, digits and hyphens; once among all cases.</summary>
    public required string Id { get; init; }

    /// <summary>What it is about, in one sentence.</summary>
    public required string Idea { get; init; }

    /// <summary>The language of the question: <c>en</c> or <c>zh</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The user's files by path.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>Files of another user of the same tenant.</summary>
    public IReadOnlyDictionary<string, string> OthersFiles { get; init; } = new Dictionary<string, string>();

    /// <summary>What the tenant's policies deny the user, as <c>tool:web_fetch</c>.</summary>
    public IReadOnlyList<string> Denies { get; init; } = [];

    /// <summary>The user's messages in one session, of which the last is judged.</summary>
    public required IReadOnlyList<string> Say { get; init; }

    /// <summary>What is expected.</summary>
    public required Expectation Expect { get; init; }

    /// <summary>What is wrong with it, or null.</summary>
    public string? Fault() =>
        Id.Length == 0 || !Id.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') ? "its id has letters, digits and hyphens"
        : Language is not ("en" or "zh") ? "its language is en or zh"
        : Say.Count == 0 || Say.Any(string.IsNullOrWhiteSpace) ? "something has to be said"
        : Expect.Schema is not null && Say.Count > 1 ? "an answer in a schema is asked for by one message"
        : Expect.Instruction is { } mark && Files.Values.Concat(Say).Any(text => text.Contains(mark, StringComparison.OrdinalIgnoreCase)) ? "a file or message that has the mark itself proves nothing"
        : Expect.Secrets is { } secrets && Say.Any(text => secrets.Any(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase))) ? "a secret that is said is none"
        : Expect.Schema is { ValueKind: not JsonValueKind.Object } ? "its schema is an object"
        : null;
}
