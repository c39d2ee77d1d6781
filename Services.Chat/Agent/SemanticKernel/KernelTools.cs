using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using Nanobot.Services.Chat.Tools;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Agent.SemanticKernel;

/// <summary>The tools as functions of Semantic Kernel, made once and shared by all turns.</summary>
internal sealed class KernelTools(ToolCatalogue tools)
{
    /// <summary>The functions that the loop calls.</summary>
    public IReadOnlyList<KernelFunction> Functions { get; } =
    [
        .. tools.All.GroupBy(static tool => tool.Descriptor.Declaration.Plugin, ToolFunction.Of)
            .SelectMany(static plugin => KernelPluginFactory.CreateFromFunctions(plugin.Key, plugin)),
    ];

    /// <summary>
    /// What the model is told of them. Not by Semantic Kernel: it puts a member into schemas that is none of JSON Schema's,
    /// which some servers refuse.
    /// </summary>
    public IList<AITool> Declarations => tools.Declarations;

    public bool Knows(string name) => tools.Find(name) is not null;

    /// <summary>Where the text of the tool's results may have come from.</summary>
    public TextLabels Carries(string name) => tools.Carries(name);

    /// <summary>Whether a call may be made again where nobody knows whether it was made. One of no tool does nothing.</summary>
    public bool MayRepeat(string name) => tools.Find(name)?.Descriptor.IsIdempotent ?? true;
}
