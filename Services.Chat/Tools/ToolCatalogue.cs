using System.Collections.Frozen;
using Microsoft.Extensions.AI;
using Nanobot.Platform.Ai.Counting;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Tools;

/// <summary>The table of tools, shared by all turns.</summary>
internal sealed class ToolCatalogue(IReadOnlyList<Tool> tools, IServiceProvider services)
{
    private readonly FrozenDictionary<string, Tool> _byName = tools.ToFrozenDictionary(static tool => tool.Name, StringComparer.Ordinal);

    public IReadOnlyList<Tool> All => tools;

    /// <summary>What the model is told of those that the installation has: the same objects in every turn.</summary>
    public IList<AITool> Declarations { get; } = [.. Offered(tools, services)];

    /// <summary>Tokens of their names and descriptions, which go with each request.</summary>
    public long DeclaredTokens { get; } = PromptEstimate.Of([], new ChatOptions { Tools = [.. Offered(tools, services)] }).Words;

    public Tool? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>
    /// Where the text of the results of the tool that was called <paramref name="name"/> may have come from. Of a tool that is no more nobody knows.
    /// </summary>
    public TextLabels Carries(string? name) => name is null ? TextLabels.Other : Find(name)?.Descriptor.Carries ?? TextLabels.Other;

    private static IEnumerable<AITool> Offered(IReadOnlyList<Tool> tools, IServiceProvider services) =>
        tools.Where(tool => tool.Descriptor.IsOffered(services)).Select(static tool => tool.Function);
}
