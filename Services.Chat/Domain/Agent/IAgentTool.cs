using Microsoft.Extensions.AI;

namespace Nanobot.Services.Chat.Domain.Agent;

/// <summary>Something that the model may do, always for the user whose turn it is. Tools keep no state.</summary>
internal interface IAgentTool
{
    /// <summary>Name, description and arguments, as the model is told of them.</summary>
    AIFunctionDeclaration Declaration { get; }

    /// <summary>Does it. Refusals and failures are results, or exceptions that <see cref="ToolRunner"/> makes into results.</summary>
    Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken);
}
