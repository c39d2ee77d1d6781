using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Ai.Hosting;
using Nanobot.Platform.Ai.Offline;
using Nanobot.Platform.Ai;

namespace Nanobot.Platform.Tests.Ai;

/// <summary>Model clients as services get them.</summary>
internal static class Models
{
    public static IChatClient Create(params IEnumerable<KeyValuePair<string, string?>> settings) => Create(settings, [], []);

    /// <summary>The offline model with what modules taught it.</summary>
    public static IChatClient Create(IEnumerable<OfflineToolSkill> tools, IEnumerable<OfflineTextSkill> texts) => Create([], tools, texts);

    private static IChatClient Create(
        IEnumerable<KeyValuePair<string, string?>> settings, IEnumerable<OfflineToolSkill> tools, IEnumerable<OfflineTextSkill> texts)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        foreach (var skill in tools)
        {
            builder.Services.AddOfflineSkill(skill);
        }

        foreach (var skill in texts)
        {
            builder.Services.AddOfflineSkill(skill);
        }

        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddTransient(static _ => new Random(1));
        builder.AddModelClient();
        var services = builder.Build().Services;
        _ = services.GetRequiredService<IOptions<ModelOptions>>().Value;
        return services.GetRequiredService<IChatClient>();
    }

    public static ChatOptions Offering(params IEnumerable<string> tools) => new()
    {
        Tools = [.. tools.Select(static name => AIFunctionFactory.CreateDeclaration(name, $"Does {name}",
            System.Text.Json.JsonSerializer.SerializeToElement(new { type = "object", properties = new { path = new { type = "string" } } }), null))],
    };
}
