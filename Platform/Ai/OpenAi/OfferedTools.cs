using Microsoft.Extensions.AI;
using Nanobot.Platform.Ai.OpenAi.Reading;

namespace Nanobot.Platform.Ai.OpenAi;

/// <summary>The tools on offer in the call at hand, for whoever reads its answer: the SDK between them has no place for that.</summary>
internal static class OfferedTools
{
    private static readonly AsyncLocal<IReadOnlyList<string>?> Flow = new();

    public static IReadOnlyList<string> Names => Flow.Value ?? [];

    /// <summary>From here on, to the end of the asynchronous method that says so.</summary>
    public static void Are(ChatOptions? options) => Flow.Value = ToolNames.Offered(options?.Tools);
}
