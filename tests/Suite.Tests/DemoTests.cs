using Nanobot.Samples.Demo;
using Nanobot.Testing.Running;

namespace Nanobot.Suite.Tests;

[Collection(SuiteCollection.Name)]
public sealed class DemoTests(SuiteFixture suite)
{
    [Fact]
    public async Task The_main_job_goes_through_from_the_tenant_to_the_scheduled_report()
    {
        var told = new StringWriter();
        var story = new Story(told, TimeProvider.System);
        var options = new DemoOptions(suite.Gateway.BaseAddress!, suite.OperatorKey, null);
        var scenario = new DemoScenario(suite.Gateway, options, story, TimeProvider.System, Guid.NewGuid().ToString("N")[..6]);

        Assert.True(await story.TellAsync(() => scenario.RunAsync(default)), told.ToString());
    }
}
