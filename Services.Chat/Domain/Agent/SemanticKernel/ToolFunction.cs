using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;

namespace Nanobot.Services.Chat.Domain.Agent.SemanticKernel;

/// <summary>
/// Makes tools into functions of the kernel. A function is shared by all turns: tool, user and services come from the
/// kernel of the turn that calls it, and never from an argument.
/// </summary>
internal static class ToolFunction
{
    private static readonly KernelReturnParameterMetadata Result = new() { ParameterType = typeof(ToolResult) };

    public static KernelPlugin Plugin(params IReadOnlyList<(ToolDeclaration Declaration, KernelFunction Function)> tools) =>
        KernelPluginFactory.CreateFromFunctions(tools[0].Declaration.Plugin, tools.Select(static tool => tool.Function));

    public static (ToolDeclaration Declaration, KernelFunction Function) Of<TTool>()
        where TTool : IAgentTool => (TTool.Declaration, KernelFunctionFactory.CreateFromMethod(RunAsync<TTool>, new KernelFunctionFromMethodOptions
    {
        FunctionName = TTool.Declaration.Function,
        Description = TTool.Declaration.Description,
        Parameters = Parameters(TTool.Declaration),
        ReturnParameter = Result,
    }));

    /// <summary>Stands for a tool that the model called and that does not exist.</summary>
    public static KernelFunction MadeUp(string name) => KernelFunctionFactory.CreateFromMethod(
        static () => ToolResult.Error("TOOL_UNKNOWN", "There is no such tool."), name);

    private static async Task<ToolResult> RunAsync<TTool>(Kernel kernel, KernelArguments arguments, CancellationToken cancellationToken)
        where TTool : IAgentTool
    {
        var turn = AgentTurn.Of(kernel);
        var tool = kernel.Services.GetRequiredService<TTool>();
        var timeout = kernel.Services.GetRequiredService<IOptions<AgentOptions>>().Value.ToolTimeout;
        using var deadline = new CancellationTokenSource(timeout, kernel.Services.GetRequiredService<TimeProvider>());
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            // Not the call's own id: that is the model's text, and some models use one twice.
            return await tool.InvokeAsync(
                new ToolInvocation(turn.Run.Context, $"chat-{turn.Run.TurnId:n}-{turn.Calls}", new ToolArguments(arguments)), linked.Token);
        }
        catch (OperationCanceledException exception) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The tool did not end within {timeout.TotalSeconds:0} seconds.", exception);
        }
    }

    private static IEnumerable<KernelParameterMetadata> Parameters(ToolDeclaration declaration)
    {
        using var properties = JsonDocument.Parse(declaration.Properties);
        return
        [
            .. properties.RootElement.EnumerateObject().Select(property => new KernelParameterMetadata(property.Name)
            {
                IsRequired = declaration.Required.Contains(property.Name),
                Schema = KernelJsonSchema.Parse(property.Value.GetRawText()),
            }),
        ];
    }
}
