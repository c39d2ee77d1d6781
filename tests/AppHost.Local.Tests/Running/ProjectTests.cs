using Aspire.Hosting;
using Aspire.Hosting.Testing;

namespace Nanobot.AppHost.Local.Tests.Running;

public sealed class ProjectTests
{
    [Fact]
    public async Task Replicas_answer_behind_one_address_and_one_of_them_may_be_gone()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        builder.AddProject("feeds", Path.Combine(Root(), "samples", "Feeds", "Feeds.csproj"))
            .WithHttpEndpoint().WithHttpHealthCheck("/health").WithReplicas(2);
        await using var app = await builder.BuildAsync(Deadline.Token());
        await app.StartAsync(Deadline.Token());
        await app.ResourceNotifications.WaitForResourceHealthyAsync("feeds", Deadline.Token());
        using var client = app.CreateHttpClient("feeds");
        Assert.True((await client.GetAsync("/health", Deadline.Token())).IsSuccessStatusCode);
    }

    [Fact]
    public void Resources_that_wait_for_each_other_are_refused_by_name()
    {
        using var builder = DistributedApplicationTestingBuilder.Create();
        var first = builder.AddExecutable("first", "true", "/");
        var second = builder.AddExecutable("second", "true", "/").WaitFor(first);
        first.WaitFor(second);
        Assert.Contains("first → second → first", Assert.Throws<DistributedApplicationException>(() => builder.Build()).Message, StringComparison.Ordinal);
    }

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "Nanobot.Aspire.sln")))
            directory = directory.Parent;
        return directory.FullName;
    }
}
