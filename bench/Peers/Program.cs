using Nanobot.Bench;

return await Commands.RunAsync(args);
