using Microsoft.SemanticKernel;
using Nanobot.Platform.Core.Configuration;
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
        builder.Services.AddTools(
            ToolFunction.Of<WorkspaceListTool>(), ToolFunction.Of<WorkspaceReadTool>(), ToolFunction.Of<WorkspaceWriteTool>(),
            ToolFunction.Of<ReportRequestTool>(), ToolFunction.Of<ReportListTool>(), ToolFunction.Of<ReportGetTool>(),
            ToolFunction.Of<WatchlistGetTool>());

        // On finer levels both write arguments and results of tools, which are the users'.
        builder.Logging.AddFilter("Microsoft.SemanticKernel", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Extensions.AI", LogLevel.Warning);
    }

    private static void AddTools(this IServiceCollection services, params IReadOnlyList<ToolFunction> tools)
    {
        services.AddSingleton(new ToolDeclarations([.. tools.Select(static tool => tool.Declaration.ToFunction())]));
        foreach (var tool in tools)
        {
            services.AddTransient(tool.Tool);
        }

        var kernel = services.AddKernel();
        foreach (var plugin in tools.GroupBy(static tool => tool.Declaration.Plugin, static tool => tool.Function))
        {
            kernel.Plugins.Add(KernelPluginFactory.CreateFromFunctions(plugin.Key, plugin));
        }
    }
}
