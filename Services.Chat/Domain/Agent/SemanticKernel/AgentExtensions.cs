using Microsoft.SemanticKernel;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Services.Chat.Domain.Agent.Tools;

namespace Nanobot.Services.Chat.Domain.Agent.SemanticKernel;

/// <summary>Registers the assistant and its tools.</summary>
internal static class AgentExtensions
{
    public static void AddAgent(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<AgentOptions, AgentOptionsValidator>("Agent");
        builder.Services.AddScoped<SystemPrompt>();
        builder.Services.AddScoped<IAgent, KernelAgent>();
        builder.Services.AddSingleton<IAutoFunctionInvocationFilter, ToolCallFilter>();
        builder.Services.AddSingleton<IFunctionInvocationFilter, ToolFailureFilter>();
        var plugins = builder.Services.AddKernel().Plugins;
        plugins.Add(ToolFunction.Plugin(
            builder.Tool<WorkspaceListTool>(), builder.Tool<WorkspaceReadTool>(), builder.Tool<WorkspaceWriteTool>()));
        plugins.Add(ToolFunction.Plugin(
            builder.Tool<ReportRequestTool>(), builder.Tool<ReportListTool>(), builder.Tool<ReportGetTool>()));
        plugins.Add(ToolFunction.Plugin(builder.Tool<WatchlistGetTool>()));

        // On finer levels both write arguments and results of tools, which are the users'.
        builder.Logging.AddFilter("Microsoft.SemanticKernel", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Extensions.AI", LogLevel.Warning);
    }

    private static (ToolDeclaration Declaration, KernelFunction Function) Tool<TTool>(this WebApplicationBuilder builder)
        where TTool : class, IAgentTool
    {
        builder.Services.AddTransient<TTool>();
        return ToolFunction.Of<TTool>();
    }
}
