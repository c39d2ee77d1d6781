using Microsoft.Extensions.Configuration;
using Nanobot.AppHost;
using Nanobot.AppHost.Commands;
using Nanobot.AppHost.Stores;

return await SuiteHost.RunAsync(args, static builder =>
{
    var suite = new Suite(builder);
    var feeds = builder.AddFeeds();
    var tenants = suite.AddService<Projects.Services_Tenants>("tenants");
    var chat = suite.AddService<Projects.Services_Chat>("chat");
    var reports = suite.AddService<Projects.Services_Reports>("reports");
    var scheduler = suite.AddService<Projects.Services_Scheduler>("scheduler");
    var gateway = suite.AddModule<Projects.Services_Gateway>("gateway", builder.Configuration.GetValue("port", 8080));

    suite.UseSecrets(tenants, chat, reports, scheduler);
    tenants.WithEnvironment("Bootstrap__OperatorKey", suite.OperatorKey).WithTenantCommands(gateway, suite.OperatorKey);
    // Modules wait for their stores, not for each other: any of them may be away for a while, at the start as later.
    chat.WithReference(tenants).WithReference(reports).WithReference(scheduler);
    reports.WithReference(tenants).WithReference(chat).WithEvidence(feeds).WithObjects();
    scheduler.WithReference(tenants);
    gateway.WithExternalHttpEndpoints().WithEnvironment("Tokens__SigningKey", suite.Secret("token-key")).WithDemoCommand(suite.OperatorKey);
    gateway.WithReference(tenants).WithReference(chat).WithReference(reports).WithReference(scheduler);
    builder.UseModel(chat, reports);
});
