using Microsoft.Extensions.AI;

namespace Nanobot.Services.Chat.Tools;

/// <summary>A tool in the table of tools, with what the model is told of it; made once.</summary>
/// <param name="Descriptor">What is known of it.</param>
/// <param name="Function">Its declaration with the JSON Schema of its arguments.</param>
/// <param name="InvokeAsync">Makes it from the services of the turn and does it once.</param>
internal sealed record Tool(
    ToolDescriptor Descriptor, AIFunctionDeclaration Function,
    Func<IServiceProvider, ToolInvocation, CancellationToken, Task<ToolResult>> InvokeAsync)
{
    public string Name => Function.Name;

    public static Tool Of<TTool>()
        where TTool : class, ITool
    {
        var create = ActivatorUtilities.CreateFactory<TTool>([]);
        return new Tool(TTool.Descriptor, TTool.Descriptor.Declaration.ToFunction(),
            (services, invocation, cancellationToken) => create(services, []).InvokeAsync(invocation, cancellationToken));
    }
}
