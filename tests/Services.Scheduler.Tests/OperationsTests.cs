using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests;

public sealed class OperationsTests(SharedScheduler scheduler) : IClassFixture<SharedScheduler>
{
    [Fact]
    public void The_service_serves_its_operations_and_no_others() => ServedOperations.AreThoseOf("scheduler", scheduler.Host.Services);
}
