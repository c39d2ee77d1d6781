namespace Nanobot.AppHost.Commands;

/// <summary>The suite's main job, from the dashboard.</summary>
internal static class DemoCommand
{
    private const string QuotesDirectory = "quotes_dir";

    /// <summary>Runs the demo against the gateway, as <c>./up.sh --demo</c> does. Its operator's key goes through its standard input.</summary>
    public static void WithDemoCommand(this IResourceBuilder<ProjectResource> gateway, IResourceBuilder<ParameterResource> operatorKey)
    {
        InteractionInput quotes = new()
        {
            Name = QuotesDirectory, Label = "Directory of price files", InputType = InputType.Text,
            Description = "Checks the report against the price files that the sample server serves; empty for its own.",
        };
        gateway.WithProcessCommand("run-demo", "Run demo", async context =>
            {
                string[] prices = context.Arguments.GetString(QuotesDirectory) is { Length: > 0 } directory ? ["--quotes-dir", directory] : [];
                return new ProcessCommandSpec("dotnet")
                {
                    Arguments = [Path.Combine(AppContext.BaseDirectory, "Demo.dll"), "--gateway", gateway.GetEndpoint("http").Url, "--operator-key-file", "/dev/stdin", .. prices],
                    StandardInputContent = await operatorKey.Resource.GetValueAsync(context.CancellationToken),
                };
            },
            new ProcessCommandOptions { IconName = "PlayCircle", Arguments = [quotes], Description = "Two users of one tenant and one of another do the main job." });
    }
}
