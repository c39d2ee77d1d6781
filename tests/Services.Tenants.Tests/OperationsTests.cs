using Nanobot.Testing;

namespace Nanobot.Services.Tenants.Tests;

public sealed class OperationsTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Fact]
    public void The_service_serves_its_operations_and_no_others() => ServedOperations.AreThoseOf("tenants", app.Services);
}
