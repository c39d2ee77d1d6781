using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests;

public sealed class OperationsTests(ReportsSuite suite) : IClassFixture<ReportsSuite>
{
    [Fact]
    public void The_service_serves_its_operations_and_no_others() => ServedOperations.AreThoseOf("reports", suite.Services);
}
